//! The module's exports: a question's bytes go in, its answer's bytes come out.
//!
//! ```text
//! at = question(length)     room for so many bytes; the page writes them there
//! length = answer()         answers them
//! at = result()             where the answer's bytes stand until the next question
//! ```
//!
//! It imports nothing: no clock, no chance, no page.

use std::cell::RefCell;

thread_local! {
    static QUESTION: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static ANSWER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Room for a question of `length` bytes.
#[unsafe(no_mangle)]
pub extern "C" fn question(length: usize) -> *mut u8 {
    QUESTION.with_borrow_mut(|bytes| {
        bytes.resize(length, 0);
        bytes.as_mut_ptr()
    })
}

/// Answers it, and says how long the answer is.
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> usize {
    let text = QUESTION.with_borrow(|bytes| lab::answer(chapters::CHAPTERS, &String::from_utf8_lossy(bytes)));
    ANSWER.with_borrow_mut(|bytes| {
        *bytes = text.into_bytes();
        bytes.len()
    })
}

/// Where the answer stands.
#[unsafe(no_mangle)]
pub extern "C" fn result() -> *const u8 {
    ANSWER.with_borrow(|bytes| bytes.as_ptr())
}
