//! mdBook's warnings (an unclosed tag, a footnote never used) are mistakes here.

use crate::weave::Mistake;
use anyhow::Result;
use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

#[derive(Clone, Default)]
struct Collector(Arc<Mutex<Vec<String>>>);

impl<S: Subscriber> Layer<S> for Collector {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if *event.metadata().level() <= Level::WARN {
            let mut message = Message(String::new());
            event.record(&mut message);
            self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(message.0);
        }
    }
}

struct Message(String);

impl Visit for Message {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "message" {
            let _ = write!(self.0, "{value:?}");
        }
    }
}

/// Runs `build` and returns what it warned about.
///
/// # Errors
/// What `build` returns.
pub(super) fn collect(build: impl FnOnce() -> Result<()>) -> Result<Vec<Mistake>> {
    let collector = Collector::default();
    let subscriber = tracing_subscriber::registry().with(collector.clone());
    tracing::subscriber::with_default(subscriber, build)?;
    let warnings = collector.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
    Ok(warnings
        .into_iter()
        .map(|message| Mistake { file: "book/src".into(), line: 0, message })
        .collect())
}
