//! Settings that many chapters have, told once.

use setting::Setting;

/// What every draw of a chapter starts from.
pub(crate) const SEED: Setting =
    Setting::free("seed", "", "the seed of all chance in this chapter");

/// A switch for sweeps that are too long for the book.
pub(crate) const FULL: Setting =
    Setting::free("full", "", "larger sweeps with the same verdicts");
