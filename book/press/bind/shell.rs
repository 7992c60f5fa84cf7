//! Pages beside the book's own: a source file, and the page that stands in
//! for one that is not there.

use crate::figure::escape;

/// A whole page with the book's looks and nothing around its text but the way
/// back. `root` leads from the page to the book's folder: empty, or `../../`.
pub(super) fn shell(title: &str, root: &str, main: &str) -> String {
    let head = format!(
        r#"<link rel="icon" href="{root}favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="{root}theme/descent.css">"#
    );
    framed(title, &head, &format!("href=\"{root}index.html\""), main)
}

/// The same with its icon and style in `head`, and `home` as that which leads the
/// way back.
pub(super) fn framed(title: &str, head: &str, home: &str, main: &str) -> String {
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
<header class="bar"><a class="title" {home}>descent</a></header>
<main id="main" class="shell">
{main}
</main>
</body>
</html>
"#,
        title = escape(title),
    )
}
