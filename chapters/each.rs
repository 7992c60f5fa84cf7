//! Lists made eagerly: `(1..9).each(|i| …)` for `(1..9).map(|i| …).collect()`.
//!
//! Why not the latter: the compiler puts the body of every closure that is given
//! to `map` into one unit of code, that of `map`, for all chapters together, so
//! that an edit of any chapter has all of them optimized anew. A loop that is
//! inlined stays with its chapter: an edited chapter is compiled in less than half
//! of the time. Listings that the book prints keep to `map`.

/// Lists made eagerly.
pub(crate) trait Eager: Iterator + Sized {
    /// What `make` makes of each item.
    #[inline]
    fn each<T>(self, mut make: impl FnMut(Self::Item) -> T) -> Vec<T> {
        let mut all = Vec::with_capacity(self.size_hint().0);
        for item in self {
            all.push(make(item));
        }
        all
    }

    /// What `make` makes of each item, up to the first that fails.
    ///
    /// # Errors
    /// That of the first that fails.
    #[inline]
    fn try_each<T, E>(
        self,
        mut make: impl FnMut(Self::Item) -> Result<T, E>,
    ) -> Result<Vec<T>, E> {
        let mut all = Vec::with_capacity(self.size_hint().0);
        for item in self {
            all.push(make(item)?);
        }
        Ok(all)
    }
}

impl<I: Iterator> Eager for I {}
