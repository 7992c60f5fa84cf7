//! The answers to predictions and exercises stand at the end of the book: on
//! paper nothing folds, and an answer below its question is read with it.

use super::super::html::{cut, inside, words};
use super::Leaf;
use std::fmt::Write;

/// What is unfolded by somebody who has an answer, by its summary; all else
/// that folds (a proof, an aside) is read where it stands.
fn is_answer(summary: &str) -> bool {
    summary == "Answer" || summary.starts_with("Open when")
}

/// Takes the answers out of the chapters, leaves a link to each in its place,
/// and makes a chapter of them, with a link back to each question.
pub(super) fn taken(leaves: &mut [Leaf]) -> Leaf {
    let mut html = String::from(
        "<h1 id=\"the-answers\">Answers</h1>\n\
         <p>To what each chapter asks you to predict, and to its exercises.</p>\n",
    );
    let mut count = 0;
    for (at, leaf) in leaves.iter_mut().enumerate() {
        let (mut left, mut found) = (String::with_capacity(leaf.html.len()), String::new());
        for fold in cut(&leaf.html, &["details"]) {
            left.push_str(fold.before);
            if !is_answer(inside(fold.inside, "summary")) {
                left.extend([fold.tag, fold.inside, fold.end]);
                continue;
            }
            count += 1;
            let answer = fold.inside.split_once("</summary>").map_or("", |(_, answer)| answer);
            let _ = write!(
                found,
                "<h3 class=\"asked\" id=\"answer-{count}\"><a href=\"#question-{count}\">{}</a></h3>\n{}\n",
                asked(&left),
                answer.trim()
            );
            let _ = writeln!(
                left,
                "<p class=\"answered\" id=\"question-{count}\"><a href=\"#answer-{count}\">Answer</a></p>"
            );
        }
        if !found.is_empty() {
            let _ = write!(html, "<h2 id=\"answers-{at}\">{}</h2>\n{found}", leaf.name());
            leaf.html = left;
        }
    }
    Leaf { number: None, title: "Answers".into(), html }
}

/// What the answer below this text answers: `Exercise 3`, or the section's title.
fn asked(above: &str) -> String {
    let section = &above[above.rfind("<h2").unwrap_or(0)..];
    let number =
        section.rsplit_once("<p><strong>").and_then(|(_, from)| from.split_once(".</strong>"));
    match number {
        Some((number, _)) if number.bytes().all(|b| b.is_ascii_digit()) => {
            format!("Exercise {number}")
        }
        _ => words(inside(section, "h2")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_goes_to_the_end_and_another_fold_stays() {
        let html = "<h1 id=\"a\">A</h1><h2>Predict first</h2><p>So?</p>\
            <details><summary>Open when you have a number</summary>\n<p>11.</p>\n</details>\
            <details><summary>Why?</summary><p>So.</p></details>\
            <h2>Exercises</h2><p><strong>12.</strong> And?</p><p>More.</p>\
            <details><summary>Answer</summary><p>No.</p></details><p>End.</p>";
        let mut leaves =
            [Leaf { number: Some("4".into()), title: "A & B".into(), html: html.into() }];
        let answers = taken(&mut leaves);
        assert_eq!(
            leaves[0].html,
            "<h1 id=\"a\">A</h1><h2>Predict first</h2><p>So?</p>\
             <p class=\"answered\" id=\"question-1\"><a href=\"#answer-1\">Answer</a></p>\n\
             <details><summary>Why?</summary><p>So.</p></details>\
             <h2>Exercises</h2><p><strong>12.</strong> And?</p><p>More.</p>\
             <p class=\"answered\" id=\"question-2\"><a href=\"#answer-2\">Answer</a></p>\n<p>End.</p>"
        );
        let (_, found) = answers.html.split_once("<h2").expect("a chapter with answers");
        assert_eq!(
            found,
            " id=\"answers-0\">4 A &amp; B</h2>\n\
             <h3 class=\"asked\" id=\"answer-1\"><a href=\"#question-1\">Predict first</a></h3>\n<p>11.</p>\n\
             <h3 class=\"asked\" id=\"answer-2\"><a href=\"#question-2\">Exercise 12</a></h3>\n<p>No.</p>\n"
        );
    }
}
