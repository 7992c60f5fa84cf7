//! The weaver: what it makes of each directive, and that each kind of mistake
//! is found, with file, line and the nearest right name.

use chapters::draw::ink;
use press::figure::{Axis, lines};
use press::number::{digits, exact, steps};
use press::weave::{Manuscript, Mistake, placeholder, put_in, weave};
use press::{Cell, Page};
use std::path::Path;

fn page() -> Page {
    let figure =
        lines(Axis::linear("t"), Axis::linear("x")).line(ink::ADAM, "x", [(0.0, 1.0), (1.0, 2.0)]);
    Page::new("adam")
        .number("rate", exact(0.001))
        .number("floor", digits(2.04e-17, 3))
        .number("steps", steps(None))
        .table("race", ["method", "steps"], vec![[Cell::from("Adam"), steps(Some(30)).into()]])
        .claim("wins", "Adam arrives first & <fast>.", true)
        .figure("path", figure.draw("Adam \"walks\" <home>"))
}

/// Prose that shows all that the page computes.
const WHOLE: &str = "# Adam\n\n{{number rate}} and ${{number floor}} < {{number steps}}$\n\n{{table race: Who, at $x$}}\n\n\
                     {{claim wins}}\n\nIn {{ref fig:path}} it walks.\n\n{{figure path: A path, see {{ref tab:race}}}}\n";

fn manuscript(text: &str) -> Manuscript {
    Manuscript {
        file: "adam.md".into(),
        title: "Adam".into(),
        number: Some("7".into()),
        text: text.into(),
    }
}

fn root() -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    std::fs::create_dir_all(root.path().join("src")).expect("a writable folder");
    root
}

/// The Markdown, and what is held back of it.
fn woven(text: &str) -> Result<(String, Vec<String>), Vec<Mistake>> {
    let woven = weave(&[manuscript(text)], &[page()], root().path())?;
    Ok((woven.texts[0].clone(), woven.held))
}

/// What stands for what is held.
fn place(i: usize) -> char {
    placeholder(i).expect("one of the first")
}

/// The mistakes in prose that otherwise shows everything.
fn mistakes(more: &str) -> Vec<String> {
    let found = woven(&format!("{WHOLE}\n{more}\n")).expect_err(more);
    found.iter().map(ToString::to_string).collect()
}

#[test]
fn numbers_stand_in_prose_as_text_and_in_formulas_as_tex() {
    let (text, held) = woven(WHOLE).expect("nothing is wrong");
    // A number's name is held, too.
    assert!(text.contains("0.001"), "{text}");
    assert!(text.contains(&format!(" and {}", place(1))), "{text}");
    assert_eq!(held[0], "rate");
    assert!(held[1].contains("<mn>2.04</mn>") && held[1].contains("never"), "{}", held[1]);
}

#[test]
fn a_chapter_s_number_at_the_beginning_of_a_sentence_has_a_capital() {
    for (before, word) in [
        ("", "Chapter"),
        ("It holds. ", "Chapter"),
        ("It holds. {{checked wins}} ", "Chapter"),
        ("Who? (Nobody.) ", "Chapter"),
        ("So does ", "chapter"),
        ("It holds {{checked wins}} in ", "chapter"),
        ("One ({{checked wins}}", "chapter"),
    ] {
        let (text, _) =
            woven(&format!("{WHOLE}\n{before}{{{{ref ch:adam}}}} too\n")).expect(before);
        assert!(text.contains(&format!("[{word} 7](adam.md \"Adam\") too")), "{before}: {text}");
    }
}

#[test]
fn figures_tables_and_claims_are_numbered_captioned_and_escaped() {
    let (text, held) = woven(WHOLE).expect("nothing is wrong");
    assert!(held[3].contains("<td>Adam</td><td class=\"n\">30</td>"), "{}", held[3]);
    for part in [
        "<figure class=\"table\" id=\"tab-race\" data-file=\"tests/book/weaving.rs\">",
        &format!(
            "<strong class=\"label\"><a href=\"#tab-race\">Table 7.1</a>.</strong> Who, at {}",
            place(2)
        ),
        &format!("aria-label=\"Table 7.1\">{}</div>", place(3)),
        "Adam arrives first &amp; &lt;fast&gt;.",
        "<img src=\"figures/adam/path.svg\" alt=\"Adam &quot;walks&quot; &lt;home&gt;\"",
        "<strong class=\"label\"><a href=\"#fig-path\">Figure 7.1</a>.</strong> A path, see [Table 7.1](adam.md#tab-race)",
    ] {
        assert!(text.contains(part), "{part} is missing in\n{text}");
    }
}

#[test]
fn cards_and_ways_know_title_number_and_page_and_a_card_draws_a_figure_s_lines() {
    let (text, held) = woven(&format!(
        "{WHOLE}\n{{{{way adam: Go on with}}}}\n\n{{{{card adam path | x: Why?}}}}\n"
    ))
    .expect("nothing is wrong");
    let time = "<time data-page=\"adam.html\"></time>";
    let way = format!(
        "<li class=\"way\"><a href=\"adam.md\"><b>Go on with chapter 7</b> <small>Adam · {time}</small></a></li>"
    );
    let card = format!(
        "<li class=\"card\"><a href=\"adam.md\">{}<small>chapter 7 · {time}</small> <b>Adam</b> <i></i> <span>Why?</span></a></li>",
        place(4)
    );
    for part in [way, card] {
        assert!(text.contains(&part), "{part} is missing in\n{text}");
    }
    assert!(held[4].contains("<path class=\"first\" d=\"M6.0 66.0L154.0 6.0\""), "{}", held[4]);
}

#[test]
fn what_is_held_is_put_in_and_keeps_the_sign_that_follows_a_formula() {
    let held: Vec<String> = (0..12).map(|i| format!("<b>{i}</b>")).collect();
    let [first, last, none] = [0, 11, 12].map(place);
    assert_eq!(
        put_in(&format!("<td>{first}</td> {last}, {none}."), &held),
        format!("<td><b>0</b></td> <span class=\"together\"><b>11</b>,</span> {none}."),
    );
}

#[test]
fn a_listing_is_cut_from_its_source_and_names_it() {
    let root = root();
    let anchor = "ANCHOR";
    let source = format!("// {anchor}: step\nlet x = \"{{{{\"; // <b>\n// {anchor}_END: step\n");
    std::fs::write(root.path().join("src/adam.rs"), source).expect("a writable folder");
    let text = format!(
        "{WHOLE}\n{{{{#include src/adam.rs:step: One step.}}}}\n\nSee {{{{ref lst:step}}}}.\n"
    );
    let woven = weave(&[manuscript(&text)], &[page()], root.path()).expect("nothing is wrong");
    let coloured = "<span class=\"s\">&quot;{{&quot;</span>; <span class=\"c\">// &lt;b&gt;</span>";
    assert!(woven.held[4].contains(coloured), "{}", woven.held[4]);
    for part in [
        "<figure class=\"listing\" id=\"lst-step\" data-file=\"src/adam.rs\">",
        "Listing 7.1</a>.</strong> One step. <a class=\"file\" href=\"source/src/adam.rs.html\">src/adam.rs</a>",
        &format!("<pre class=\"code\" tabindex=\"0\"><code>{}</code></pre>", place(4)),
        "See [Listing 7.1](adam.md#lst-step).",
    ] {
        assert!(woven.texts[0].contains(part), "{part} is missing in\n{}", woven.texts[0]);
    }
}

#[test]
fn a_longer_listing_shows_its_idea_and_folds_the_whole() {
    let root = root();
    let anchor = "ANCHOR";
    let source = |before: &str| {
        format!(
            "// {anchor}: step\n{before}{{\n    // IDEA\n    f();\n    // IDEA_END\n}}\n// {anchor}_END: step\n"
        )
    };
    let write = |text: String| {
        std::fs::write(root.path().join("src/adam.rs"), text).expect("a writable folder");
        let text = format!("{WHOLE}\n{{{{#include src/adam.rs:step: One step.}}}}\n");
        weave(&[manuscript(&text)], &[page()], root.path())
    };
    let woven = write(source("")).expect("nothing is wrong");
    assert_eq!(woven.held[4], "f();");
    assert_eq!(woven.held[5], "{\n<span class=\"idea\">    f();\n</span>}");
    let folded = format!(
        "<code>{}</code></pre>\n\n<details>\n<summary>All 3 lines</summary>\n<pre class=\"code\" tabindex=\"0\"><code>{}</code></pre>\n</details>",
        place(4),
        place(5)
    );
    assert!(woven.texts[0].contains(&folded), "{}", woven.texts[0]);
    let long = source("").replace("f();", &"f();\n".repeat(11));
    let wide = source(&format!("// {}\n", "x".repeat(70)));
    let outside = format!("// IDEA\n{}", source(""));
    for (text, says) in [
        (long, "book/src/adam.md:13: `src/adam.rs:step` shows 11 lines, and a listing at most 10"),
        (wide, "book/src/adam.md:13: `src/adam.rs:step` has a line of more than 72 columns"),
        (outside, "src/adam.rs:1: an idea outside of any anchor is never shown"),
    ] {
        let found = write(text).expect_err(says);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].to_string().starts_with(says), "{}", found[0]);
    }
}

#[test]
fn an_anchor_that_no_page_shows_is_a_mistake_with_its_line() {
    let root = root();
    let anchor = "ANCHOR";
    let source = format!("fn f() {{}}\n// {anchor}: lost\nfn g() {{}}\n// {anchor}_END: lost\n");
    std::fs::write(root.path().join("src/adam.rs"), source).expect("a writable folder");
    let found =
        weave(&[manuscript(WHOLE)], &[page()], root.path()).expect_err("the anchor is lost");
    assert_eq!(found.len(), 1);
    assert!(
        found[0].to_string().starts_with("src/adam.rs:2: the anchor `lost` is never shown"),
        "{}",
        found[0]
    );
}

#[test]
fn a_figure_that_nothing_before_it_points_to_is_refused() {
    let late = WHOLE.replace("In {{ref fig:path}} it walks.\n\n", "") + "\nSee {{ref fig:path}}.\n";
    let wrong = woven(&late).expect_err("nothing says where to look");
    let wrong: Vec<String> = wrong.iter().map(ToString::to_string).collect();
    let says = "adam.md:9: nothing before the figure `path` says where to look";
    assert!(wrong.len() == 1 && wrong[0].contains(says), "{wrong:?}");
}

#[test]
fn a_page_about_directives_may_show_them() {
    let (text, _) = woven(&format!("{WHOLE}\n`\\{{{{number rate}}}}` and {{{{typed 0.5}}}}\n"))
        .expect("nothing is wrong");
    assert!(text.contains("`{{number rate}}` and 0.5"), "{text}");
}

#[test]
fn every_kind_of_mistake_is_found_with_its_line_and_the_nearest_right_name() {
    // WHOLE has 11 lines; what is added starts at line 13.
    for (more, expected) in [
        (
            "{{number rats}}",
            "book/src/adam.md:13: adam computes no number `rats`; did you mean `rate`?",
        ),
        (
            "\n{{number adm:rate}}",
            "book/src/adam.md:14: no chapter called `adm` computes `rate`; did you mean `adam`?",
        ),
        ("{{table rice: x}}", "adam.md:13: adam computes no table `rice`; did you mean `race`?"),
        ("{{figure bath: x}}", "adam.md:13: adam computes no figure `bath`; did you mean `path`?"),
        ("{{claim win}}", "adam.md:13: adam computes no claim `win`; did you mean `wins`?"),
        (
            "{{ref tab:rice}}",
            "adam.md:13: `tab:rice` refers to nothing; did you mean `tab:adam:race`?",
        ),
        ("{{numbr rate}}", "adam.md:13: unknown directive `numbr`; did you mean `number`?"),
        ("{{number rate", "adam.md:13: `{{` is never closed"),
        ("{{figure path}}", "adam.md:13: {{figure path}} needs a caption"),
        ("{{figure path: again}}", "adam.md:13: a second figure is called `path`"),
        ("${{table race: x}}$", "adam.md:13: {{table …}} must stand in a paragraph of its own"),
        (
            "{{#include src/none.rs: {{table race: x}}}}",
            "adam.md:13: {{table …}} must stand in a paragraph of its own",
        ),
        ("{{way adam}}", "adam.md:13: {{way adam}} needs words: {{way adam: …}}"),
        ("{{way adm: Go}}", "adam.md:13: `adm` refers to nothing; did you mean `ch:adam`?"),
        ("{{card adam: Why?}}", "adam.md:13: adam computes no figure ``"),
        (
            "{{card adam bath: Why?}}",
            "adam.md:13: adam computes no figure `bath`; did you mean `path`?",
        ),
        ("{{card adam path | y: Why?}}", "adam.md:13: the figure `path` draws no `y`, only x"),
        ("Words {{claim wins}}", "adam.md:13: {{claim …}} must stand in a paragraph of its own"),
        ("{{#include src/none.rs:x: x}}", "adam.md:13: cannot include `src/none.rs`"),
        (
            "{{#include ../src/none.rs:x: x}}",
            "adam.md:13: `../src/none.rs` must be a path from the project's root",
        ),
        ("It took 3.7 steps.", "adam.md:13: `3.7` is typed by hand"),
        ("It stopped at −1.2 degrees.", "adam.md:13: `1.2` is typed by hand"),
        ("A rate of $0.25$.", "adam.md:13: `0.25` is typed by hand"),
        ("$\\frac{1}{$", "adam.md:13: `$` opens or ends no formula"),
        ("$\\frac{1}$", "adam.md:13: a formula does not parse"),
        ("$$\n1 +\n\\nonsense\n$$", "adam.md:15: a formula does not parse"),
        ("```math\n\\nonsense\n```", "adam.md:14: a formula does not parse"),
    ] {
        let found = mistakes(more);
        assert!(found.iter().any(|m| m.contains(expected)), "{more}: {found:#?}");
    }
}

#[test]
fn decimals_are_no_mistake_in_code_links_and_quotations() {
    let fine = "`3.7` and [arXiv:1412.6980](https://arxiv.org/abs/1412.6980) and {{typed 3.7}}\n\n```text\n3.7\n```\n\n\
                {{typed 0.1}} then $x = {{typed 0.2}}$.";
    assert!(woven(&format!("{WHOLE}\n{fine}\n")).is_ok());
}

#[test]
fn what_is_computed_and_never_shown_is_a_mistake() {
    let found = woven("# Adam\n").expect_err("nothing is shown");
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    for kind in ["number `rate`", "number `floor`", "table `race`", "figure `path`"] {
        assert!(
            found.iter().any(|m| m.contains(&format!(
                "chapters/adam/mod.rs: the {kind} is computed but never shown"
            ))),
            "{kind}: {found:#?}"
        );
    }
}

#[test]
fn a_claim_stands_in_the_prose_or_in_the_list_at_its_end_and_says_its_kind() {
    let chance = || page().claim("lucky", "In this run Adam was lucky.", true).of_this_run();
    let all = |text: &str| weave(&[manuscript(text)], &[chance()], root().path());
    let text = all(&format!("{WHOLE}\n\nIt was lucky.{{{{checked lucky}}}}\n"))
        .expect("nothing is wrong")
        .texts
        .remove(0);
    for part in [
        "<p class=\"claim\" id=\"claim-wins\"><button type=\"button\" class=\"mark\" popovertarget=\"why-adam-wins\">Checked</button>",
        "It was lucky.<button type=\"button\" class=\"checked\"",
        "aria-label=\"Checked of this run: In this run Adam was lucky.\">✓</button>",
        "<li><a href=\"#claim-wins\">Adam arrives first &amp; &lt;fast&gt;.</a> <span class=\"kind\">Checked</span>",
        "<li id=\"claim-lucky\"><span class=\"said\">In this run Adam was lucky.</span> <a class=\"here\" href=\"#claim-lucky\" aria-label=\"Link to this claim\">¶</a> <span class=\"kind\">Checked of this run</span>",
    ] {
        assert!(text.contains(part), "{part} is missing in\n{text}");
    }
    let unknown = all("{{checked luck}}").expect_err("there is no such claim");
    assert!(unknown.iter().any(|m| m.to_string().contains("did you mean `lucky`?")), "{unknown:?}");
}

#[test]
fn a_claim_that_hangs_on_the_seed_says_so() {
    let silent = page().claim("lucky", "Adam was lucky.", true).of_this_run();
    let found = weave(&[manuscript(WHOLE)], &[silent], root().path()).expect_err("it is silent");
    let says = "the claim `lucky` hangs on the seed, but does not say \"this run\"";
    assert!(found.iter().any(|m| m.to_string().contains(says)), "{found:?}");
}

#[test]
fn a_broken_claim_is_a_mistake_with_its_sentence() {
    let broken = Page::new("adam").claim("wins", "Adam arrives first.", false);
    let found = weave(&[manuscript("{{claim wins}}")], &[broken], Path::new("nowhere"))
        .expect_err("the claim is false");
    assert_eq!(
        found[0].to_string(),
        "chapters/adam/mod.rs: the claim `wins` does not hold: Adam arrives first."
    );
}

#[test]
fn a_chapter_without_prose_is_a_mistake() {
    let found =
        weave(&[], &[Page::new("adam")], Path::new("nowhere")).expect_err("there is no prose");
    assert!(found[0].message.contains("book/src/adam.md must exist and stand in SUMMARY.md"));
}

#[test]
fn all_mistakes_are_reported_at_once_in_order() {
    let found = mistakes("{{number b}}\n\n{{ref fig:nothing}}\n\n3.14");
    let lines: Vec<&str> = found.iter().filter_map(|m| m.split(':').nth(1)).collect();
    assert_eq!(lines, ["13", "15", "17"]);
}
