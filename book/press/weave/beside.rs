//! `{{beside chapter:figure | series | series: words}}`: a figure that the text
//! comes back to, small in the margin beside it, where there is room.

use super::emit::Emitter;
use std::ops::Range;

impl Emitter<'_> {
    /// The lines of an earlier figure, small, with a few words. It stands in front
    /// of the paragraph beside which it is to be seen, which says the same and links
    /// there, too: without room for a margin nothing is missing.
    pub(super) fn beside(&mut self, range: Range<usize>, name: &str, caption: usize) -> String {
        let at = range.start;
        let Some((owner, figure)) = self.owner(at, name) else { return String::new() };
        let Some(picture) = self.small(at, owner, figure) else { return String::new() };
        let figure = figure.split('|').next().unwrap_or_default().trim();
        let full = format!("fig:{}:{figure}", owner.name);
        let Some(label) = self.labels.get(&full).cloned() else {
            self.refers_to_nothing(at, name, &full);
            return String::new();
        };
        let words = self.expand(at + caption..range.end - 2, false);
        // The paragraph leads there, too: once is enough for keyboard and ear.
        format!(
            "<a class=\"beside\" href=\"{}\" tabindex=\"-1\" aria-hidden=\"true\">{picture}<b>{}</b> {}</a>",
            label.link,
            label.text,
            words.trim()
        )
    }
}
