//! What is wrong with a table, several at once.

/// The first mistakes in a file, and how many there are: every line may be one.
#[derive(Debug, Default)]
pub struct Mistakes {
    first: Vec<String>,
    count: usize,
}

impl Mistakes {
    /// So many are told.
    const TOLD: usize = 5;

    /// One more.
    pub fn push(&mut self, mistake: impl FnOnce() -> String) {
        if self.count < Self::TOLD {
            self.first.push(mistake());
        }
        self.count += 1;
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// To stand behind a file's name: one mistake beside it, several below it,
    /// five at most.
    pub fn listed(mut self) -> String {
        if let [mistake] = &self.first[..] {
            return format!(", {mistake}");
        }
        self.count_the_rest();
        format!(":\n    {}", self.first.join("\n    "))
    }

    /// To stand below a sentence, a line each.
    pub fn below(mut self) -> String {
        self.count_the_rest();
        self.first.iter().map(|mistake| format!("\n  {mistake}")).collect()
    }

    fn count_the_rest(&mut self) {
        if self.count > Self::TOLD {
            self.first.push(format!("and {} more", self.count - Self::TOLD));
        }
    }
}

/// That a row has another number of cells than the first.
pub fn width(line: u64, expected: usize, found: usize) -> String {
    let columns = if expected == 1 { "column" } else { "columns" };
    // Where nothing else divides cells, a comma does.
    let comma =
        if expected == 1 { "; if its comma is a decimal one, write a point instead" } else { "" };
    format!(
        "line {line}: expected {expected} {columns}, as in the first line, but found {found}{comma}"
    )
}

#[cfg(test)]
mod tests {
    use super::Mistakes;

    #[test]
    fn one_stands_beside_and_several_below_and_what_is_too_much_is_counted() {
        let listed = |count: usize| {
            let mut mistakes = Mistakes::default();
            (1..=count).for_each(|i| mistakes.push(|| format!("line {i}")));
            assert_eq!(mistakes.is_empty(), count == 0);
            mistakes.listed()
        };
        assert_eq!(listed(1), ", line 1");
        assert_eq!(listed(2), ":\n    line 1\n    line 2");
        assert!(listed(7).ends_with("line 5\n    and 2 more"));
    }
}
