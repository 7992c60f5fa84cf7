//! The book: woven, bound, served, killed while it is being bound. A file a
//! subject; the pages are computed once for all of them.

mod any_input;
mod binding;
mod binding_failures;
mod doors;
mod editors;
mod killed;
mod manuscripts;
mod places;
mod project;
mod serve;
mod start;
mod unchanged;
mod weaving;
