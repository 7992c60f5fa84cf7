//! Did you mean …?

const LONGEST_NAME: usize = 200;

/// The candidate closest to a name that does not exist, if one is close.
pub fn nearest<'a>(
    wrong: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    // Nobody meant what is longer, and to compare it costs memory.
    let length = wrong.chars().take(LONGEST_NAME + 1).count();
    if length > LONGEST_NAME {
        return None;
    }
    let limit = 2.max(length / 3);
    candidates
        .into_iter()
        .filter(|candidate| {
            candidate.chars().take(LONGEST_NAME + 1).count()
                <= LONGEST_NAME
        })
        .map(|candidate| {
            (strsim::damerau_levenshtein(wrong, candidate), candidate)
        })
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}
