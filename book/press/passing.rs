//! What editors leave beside a file while it is open in them.

/// Whether a file or folder of that name is no part of the project, but something
/// that passes: Emacs' lock `.#ewma.md`, a link that leads nowhere, and its
/// `#ewma.md#`; Vim's `.ewma.md.swp`; the `ewma.md~` of many; whatever else is hidden.
pub(crate) fn is_passing(name: &str) -> bool {
    let unsaved = name.len() > 1 && name.starts_with('#') && name.ends_with('#');
    name.starts_with('.') || name.ends_with('~') || name.ends_with(".swp") || unsaved
}

#[cfg(test)]
mod tests {
    use super::is_passing;

    #[test]
    fn what_editors_leave_passes_and_what_authors_write_stays() {
        for name in [".#a.md", "#a.md#", ".a.md.swp", ".a.md.swo", "a.md.swp", "a.md~", ".DS_Store"]
        {
            assert!(is_passing(name), "{name}");
        }
        for name in ["a.md", "a.rs", "c#", "#a", "#", "a.b.md", "~a", "swp"] {
            assert!(!is_passing(name), "{name}");
        }
    }
}
