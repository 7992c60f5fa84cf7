//! What has a number of its own on a page: figures, tables and listings, each
//! with its caption.

use super::emit::Emitter;
use super::labels::{KINDS, chapter, short_name};
use super::{highlight, listing, tree};
use crate::figure::escape;
use crate::set;
use std::fmt::Write;
use std::ops::Range;

impl Emitter<'_> {
    pub(super) fn numbered(
        &mut self,
        range: Range<usize>,
        keyword: &str,
        name: &str,
        caption: Option<usize>,
    ) -> String {
        self.alone(&range, keyword);
        // In a formula or in another's caption it has no number.
        if !self.scan.directives.contains(&range) {
            self.must_stand_alone(range.start, keyword);
            return String::new();
        }
        let Some(caption) = caption else {
            self.wrong(
                range.start,
                format!("{{{{{keyword} {name}}}}} needs a caption: {{{{{keyword} {name}: …}}}}"),
            );
            return String::new();
        };
        let (_, prefix, _) =
            KINDS.iter().find(|(k, ..)| *k == keyword).expect("only numbered directives come here");
        let short = short_name(name).to_string();
        let label =
            &self.labels[&format!("{prefix}:{}:{short}", chapter(self.manuscript))].text.clone();
        let mut caption =
            self.expand(range.start + caption..range.end - 2, false).trim().to_string();
        let (body, file) = match keyword {
            "figure" => {
                let _ = write!(caption, " {}", self.take_away(name, label));
                self.figure(range.start, name)
            }
            "table" => self.table(range.start, name, label),
            _ => {
                let file = name.split(':').next().unwrap_or(name);
                let _ = write!(caption, " {}", source_link(file, None));
                (self.listing(range.start, name), file.to_owned())
            }
        };
        let class = if keyword == "#include" { "listing" } else { keyword };
        let live = if keyword == "figure" { self.live(name) } else { String::new() };
        let caption = format!(
            "<figcaption>\n\n<strong class=\"label\"><a href=\"#{prefix}-{short}\">{label}</a>.</strong> \
             {caption}\n\n</figcaption>"
        );
        // What is read from the top down is announced above, pictures below.
        let (first, second) = if keyword == "figure" { (body, caption) } else { (caption, body) };
        format!(
            "<figure class=\"{class}\" id=\"{prefix}-{short}\" data-file=\"{file}\"{live}>\n\n{first}\n\n{second}\n\n</figure>"
        )
    }

    /// A figure's HTML, and the source that made it.
    fn figure(&mut self, at: usize, name: &str) -> (String, String) {
        let Some((page, name)) = self.owner(at, name) else { return Default::default() };
        let Some(figure) = page.figures.iter().find(|figure| figure.name == name) else {
            let known = page.figures.iter().map(|figure| figure.name.clone()).collect();
            return (self.unknown(at, "figure", &page.name, name, known), String::new());
        };
        let reference = format!("{{{{ref fig:{name}}}}}");
        if !self.manuscript.text[..at].contains(&reference) {
            let message = format!(
                "nothing before the figure `{name}` says where to look: point to it by {reference}"
            );
            self.wrong(at, message);
        }
        self.shown.add("figure", &page.name, name);
        let file = figure.file.clone();
        if let Some(tree) = &figure.tree {
            return match tree::html(tree, &figure.alt, self.labels) {
                Ok(html) => (html, file),
                Err(page) => {
                    self.refers_to_nothing(at, &page, &format!("ch:{page}"));
                    Default::default()
                }
            };
        }
        let (owner, [desk, phone]) = (&page.name, [&figure.desk, &figure.phone]);
        // Whoever reads on paper has the desk's.
        let html = format!(
            "<picture><source media=\"screen and (max-width: 40rem)\" srcset=\"figures/{owner}/{name}.phone.svg\" \
             width=\"{}\" height=\"{}\"><img src=\"figures/{owner}/{name}.svg\" alt=\"{}\" width=\"{}\" height=\"{}\" loading=\"lazy\"></picture>",
            phone.width,
            phone.height,
            escape(&figure.alt),
            desk.width,
            desk.height
        );
        (html, file)
    }

    /// Says of a figure that a reader may change it.
    fn live(&self, name: &str) -> String {
        let (owner, name) = name.split_once(':').unwrap_or((chapter(self.manuscript), name));
        let page = self.pages.iter().find(|page| page.name == owner);
        match page.filter(|page| page.live.iter().any(|live| live == name)) {
            Some(_) => format!(" data-live=\"{owner}:{name}\""),
            None => String::new(),
        }
    }

    /// Links to a figure's file and to the numbers that it draws.
    fn take_away(&self, name: &str, label: &str) -> String {
        let (owner, name) = name.split_once(':').unwrap_or((chapter(self.manuscript), name));
        let link = |kind: &str, extension: &str| {
            format!(
                "<a href=\"figures/{owner}/{name}.{extension}\" download aria-label=\"{label} as {kind}\">{kind}</a>"
            )
        };
        format!("<span class=\"take\">{} {}</span>", link("SVG", "svg"), link("CSV", "csv"))
    }

    /// A table's HTML, and the source that made it.
    fn table(&mut self, at: usize, name: &str, label: &str) -> (String, String) {
        let Some((page, name)) = self.owner(at, name) else { return Default::default() };
        let Some(table) = page.tables.iter().find(|table| table.name == name) else {
            let known = page.tables.iter().map(|table| table.name.clone()).collect();
            return (self.unknown(at, "table", &page.name, name, known), String::new());
        };
        self.shown.add("table", &page.name, name);
        // A table that scrolls by itself where the page is too narrow for it.
        let (root, mut lost) = (self.root, Vec::new());
        let html = set::table(table, |file, words| {
            // Somebody may have taken the book without its tests.
            if file.starts_with("tests/") && !root.join("tests").is_dir() {
                return None;
            }
            listing::line_of(root, file, words).map_err(|why| lost.push(why)).ok()
        });
        for why in lost {
            self.wrong(at, why);
        }
        let held = self.held.hold(html);
        let html = format!(
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{label}\">{held}</div>"
        );
        (html, table.file.clone())
    }

    fn code(&mut self, html: String) -> String {
        let html = self.held.hold(html);
        format!("<pre class=\"code\" tabindex=\"0\"><code>{html}</code></pre>")
    }

    fn listing(&mut self, at: usize, target: &str) -> String {
        let (file, anchor) = target.split_once(':').unwrap_or((target, ""));
        self.shown.add("anchor", file, anchor);
        match listing::cut(self.root, target) {
            Ok(listing) => {
                let open = self.code(highlight::code(file, &listing.open));
                let Some(whole) = listing.whole else { return open };
                let lines: usize = whole.iter().map(|part| part.lines().count()).sum();
                let whole = self.code(folded(file, &whole));
                format!(
                    "{open}\n\n<details>\n<summary>All {lines} lines</summary>\n{whole}\n</details>"
                )
            }
            Err(why) => {
                self.wrong(at, why);
                String::new()
            }
        }
    }
}

/// A whole piece in colours; the lines of it that stand open above are marked.
fn folded(file: &str, whole: &[String; 3]) -> String {
    let [before, idea, after] = whole.each_ref().map(|part| highlight::code(file, part));
    let gap = if before.is_empty() { "" } else { "\n" };
    format!("{before}{gap}<span class=\"idea\">{idea}\n</span>{after}")
}

/// A link to a source file of the project, or to a line of it.
pub(super) fn source_link(file: &str, line: Option<u32>) -> String {
    let (id, words) =
        line.map_or((String::new(), String::new()), |n| (format!("#L{n}"), format!(":{n}")));
    format!("<a class=\"file\" href=\"source/{file}.html{id}\">{file}{words}</a>")
}
