//! Settings that many chapters have, told once.

use setting::Setting;

/// What every draw of a chapter starts from.
pub(crate) const SEED: Setting =
    Setting::free("seed", "", "the seed of all chance in this chapter");

/// The seed of one of several runs: neighbouring seeds share none, or two dozen
/// of them would try hardly more than one does.
pub(crate) fn of_run(seed: u64, run: u64) -> u64 {
    seed.wrapping_mul(1000).wrapping_add(run)
}

/// A switch for sweeps that are too long for the book.
pub(crate) const FULL: Setting =
    Setting::free("full", "", "larger sweeps with the same verdicts");
