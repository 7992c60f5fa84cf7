//! Pages beside the book's own: a source file, and the page that stands in
//! for one that is not there.

use crate::figure::escape;

/// The search box of a page's bar, for its script: without one it is hidden.
pub(super) const SEARCH: &str = r#"<div class="search" role="search" hidden>
<input type="search" id="search" placeholder="Search" aria-label="Search the book" autocomplete="off" aria-controls="found">
<div id="found" hidden><p role="status"></p><ol></ol></div>
</div>"#;

/// The bar's button for the theme, for the script as well.
pub(super) const THEME: &str = r#"<button type="button" id="theme" hidden>Theme: system</button>"#;

/// A whole page with the book's looks and bar, but without the contents. `root`
/// leads from the page to the book's folder: empty, or `../../`.
pub(super) fn shell(title: &str, root: &str, main: &str) -> String {
    let head = format!(
        r#"<link rel="icon" href="{root}favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="{root}fonts/fonts.css">
<link rel="stylesheet" href="{root}theme/descent.css">"#
    );
    let bar =
        format!("<a class=\"title\" href=\"{root}index.html\">descent</a>\n{SEARCH}\n{THEME}");
    let script = format!("<script src=\"{root}theme/descent.js\" data-root=\"{root}\"></script>\n");
    framed(title, &head, &bar, main, &script)
}

/// A page with its icon and style in `head`, what stands in its `bar`, and a
/// `script` at its end.
pub(super) fn framed(title: &str, head: &str, bar: &str, main: &str, script: &str) -> String {
    format!(
        r#"<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title} - descent</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<script>
try {{ const theme = localStorage.getItem("descent-theme"); if (theme) document.documentElement.dataset.theme = theme; }} catch (e) {{}}
</script>
{head}
</head>
<body>
<header class="bar">{bar}</header>
<main id="main" class="shell">
{main}
</main>
{script}</body>
</html>
"#,
        title = escape(title),
    )
}
