//! Finding one's way: the start page, the neighbours of a page, addresses to
//! copy, what a program serves, and what a page says of itself to others.

use crate::binding::{BOOK, all, pages, text};
use chapters::CHAPTERS;
use scraper::{ElementRef, Html};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

fn page(name: &str) -> Html {
    Html::parse_document(&fs::read_to_string(BOOK.join(name)).expect("a bound page"))
}

fn attribute<'a>(element: &ElementRef<'a>, name: &str) -> &'a str {
    element.value().attr(name).unwrap_or_default()
}

/// Whether a page of the book has the place that a link from its folder leads to.
fn leads_somewhere(link: &str) -> bool {
    let (file, id) = link.split_once('#').unwrap_or((link, ""));
    BOOK.join(file).is_file()
        && (id.is_empty() || !all(&page(file), &format!("[id='{id}']")).is_empty())
}

#[test]
fn the_start_page_has_a_card_for_each_chapter_and_two_ways_in() {
    let start = page("index.html");
    let cards = all(&start, ".cards .card > a");
    let links: Vec<&str> = cards.iter().map(|card| attribute(card, "href")).collect();
    assert_eq!(links, CHAPTERS.iter().map(|c| format!("{}.html", c.name())).collect::<Vec<_>>());
    for (i, card) in cards.iter().enumerate() {
        let card = Html::parse_fragment(&card.html());
        // Number and time are those of the chapter itself.
        let kicker = text(&page(links[i]), ".kicker").concat();
        assert_eq!(text(&card, "small").concat(), kicker.replace("Chapter", "chapter"));
        assert!(kicker.starts_with(&format!("Chapter {} · ", i + 1)), "{kicker}");
        let title = format!("{}: {}", text(&card, "b").concat(), text(&card, "i").concat());
        assert_eq!(title, CHAPTERS[i].title());
        assert!(text(&card, "span").concat().ends_with('?'), "a question");
        let lines = all(&card, "svg path.first");
        assert!(lines.iter().all(|line| attribute(line, "d").len() > 60) && lines.len() == 1);
    }
    let ways = text(&start, ".ways .way");
    assert!(ways.len() == 2 && ways.iter().all(|way| way.contains(" minute")), "{ways:?}");
    assert_eq!(all(&start, ".sayings li").len(), 3);
    for saying in all(&start, ".sayings .together > a") {
        assert!(attribute(&saying, "href").contains(".html#claim-"));
    }
}

#[test]
fn the_start_page_loads_less_than_500_kb_before_scrolling() {
    let size = |file: &str| fs::metadata(BOOK.join(file)).expect(file).len();
    let fonts = fs::read_dir(BOOK.join("fonts")).expect("fonts");
    let fonts: u64 = fonts.map(|font| font.and_then(|f| f.metadata()).expect("a font").len()).sum();
    let start = page("index.html");
    let images: u64 = all(&start, "img").iter().map(|image| size(attribute(image, "src"))).sum();
    let page = ["index.html", "theme/descent.css", "theme/descent.js", "favicon.svg"].map(size);
    let whole = page.iter().sum::<u64>() + fonts + images;
    assert!(whole <= 500 * 1024, "{whole} bytes");
}

#[test]
fn the_family_tree_leads_to_its_methods_and_its_years_are_those_of_cited_works() {
    for name in ["index.html", "adam.html"] {
        let page = page(name);
        let members = all(&page, ".tree .member");
        let names: Vec<String> = members
            .iter()
            .map(|member| Html::parse_fragment(&member.html()))
            .map(|member| text(&member, "b").concat())
            .map(|name| name.trim_start_matches(|sign: char| !sign.is_alphabetic()).to_owned())
            .collect();
        // Schedule-Free has none of these for a parent: it comes from averages of points.
        let methods = [
            "gradient descent",
            "AdaGrad",
            "momentum",
            "signs",
            "RMSProp",
            "Nesterov",
            "Adam",
            "Muon",
            "Lion",
            "AdamW",
            "AMSGrad",
        ];
        assert_eq!(names, methods, "{name}");
        for member in members {
            let link = attribute(&member, "href");
            assert!(leads_somewhere(link), "{name} links to {link}");
            let words: String = member.text().collect();
            let year = words.split(" · ").next().and_then(|head| head.get(head.len() - 4..));
            let year = year.filter(|year| year.parse::<u16>().is_ok()).expect("a year");
            let chapter = link.split(".html").next().unwrap_or_default();
            let prose =
                fs::read_to_string(format!("{}/book/src/{chapter}.md", env!("CARGO_MANIFEST_DIR")));
            let prose = prose.expect("its prose");
            let (_, sources) = prose.split_once("\n## Sources\n").expect("it has sources");
            assert!(sources.contains(year), "{words}: {chapter} cites no work of {year}");
        }
    }
}

/// All pages once: neither the start page again, nor all pages in one.
fn each_once() -> Vec<(String, Html)> {
    let again = ["index.html", "print.html", "404.html"];
    pages().into_iter().filter(|(name, _)| !again.contains(&name.as_str())).collect()
}

#[test]
fn no_two_figures_tables_or_listings_have_one_number_and_each_is_a_link_to_itself() {
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    for (name, html) in each_once() {
        for figure in all(&html, "figure") {
            let id = attribute(&figure, "id");
            let figure = Html::parse_fragment(&figure.html());
            let label = all(&figure, ".label a");
            assert_eq!(attribute(&label[0], "href"), format!("#{id}"));
            let label: String = label[0].text().collect();
            if let Some(other) = known.insert(label.clone(), name.clone()) {
                panic!("{label} stands on {other} and on {name}");
            }
        }
    }
    let appendix = |label: &&String| label.split(' ').nth(1).is_some_and(|n| n.starts_with('C'));
    assert!(known.keys().any(|label| appendix(&label)), "{:?}", known.keys());
}

#[test]
fn every_page_leads_to_the_one_before_and_the_one_after() {
    let order: Vec<String> = all(&page("adam.html"), ".side > ol > li > a")
        .iter()
        .map(|link| attribute(link, "href").to_owned())
        .collect();
    for (i, name) in order.iter().enumerate() {
        let html = page(name);
        for nav in ["near", "around"] {
            let way = |rel: &str| {
                let link = all(&html, &format!(".{nav} a[rel={rel}]"));
                link.first().map(|link| attribute(link, "href").to_owned())
            };
            assert_eq!(way("prev"), i.checked_sub(1).map(|i| order[i].clone()), "{name}");
            assert_eq!(way("next"), order.get(i + 1).cloned(), "{name}");
        }
        let current = all(&html, ".side [aria-current=page]");
        assert_eq!(attribute(&current[0], "href"), name);
    }
    assert_eq!(attribute(&all(&page("index.html"), ".side [aria-current]")[0], "href"), order[0]);
}

#[test]
fn exercises_and_claims_have_addresses_to_copy() {
    for chapter in CHAPTERS {
        let html = page(&format!("{}.html", chapter.name()));
        let exercises = all(&html, "p[id^=exercise-]");
        assert!(exercises.len() > 1, "{}", chapter.name());
        for (i, exercise) in exercises.iter().enumerate() {
            let words: String = exercise.text().collect();
            assert_eq!(attribute(exercise, "id"), format!("exercise-{}", i + 1), "{words}");
            assert!(words.starts_with(&format!("{}. ", i + 1)), "{words}");
        }
        for claim in all(&html, "p.claim, .claims li[id]") {
            let here = format!("#{}", attribute(&claim, "id"));
            let claim = Html::parse_fragment(&claim.html());
            let found = all(&claim, &format!("a.here[href='{here}']"));
            assert_eq!(found.len(), 1, "{}: {here}", chapter.name());
        }
    }
}

#[test]
fn a_program_leads_back_to_all_that_the_book_shows_of_it() {
    let serves = |file: &str| -> Vec<(String, String)> {
        let html = page(&format!("source/{file}.html"));
        let root = "../".repeat(1 + file.matches('/').count());
        let link = |link: &ElementRef<'_>| {
            let to = attribute(link, "href").strip_prefix(&root).expect("a link to the book");
            assert!(leads_somewhere(to), "{file} links to {to}");
            (link.text().collect(), to.to_owned())
        };
        all(&html, ".serves a").iter().map(link).collect()
    };
    let [family, loop_, start] =
        ["chapters/adam/family.rs", "src/descend.rs", "chapters/adam/start.rs"].map(serves);
    let to = |places: &[(String, String)], link: &str| places.iter().any(|(_, to)| to == link);
    assert!(to(&family, "adam.html#fig-family") && to(&family, "index.html#fig-family"));
    assert!(to(&loop_, "making.html#lst-loop"), "{loop_:?}");
    assert!(to(&start, "adam.html#claim-start") && to(&start, "adam.html#tab-start"), "{start:?}");
    assert!(start.iter().any(|(words, _)| words == "Claim start"), "{start:?}");
    // The lines of that claim stand together, from the first to the last.
    let html = page("source/chapters/adam/start.rs.html");
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("chapters/adam/start.rs");
    let program = fs::read_to_string(program).expect("it is there");
    let claims = program.lines().filter(|line| line.trim_start().starts_with(".claim(")).count();
    let wholes = text(&html, ".whole");
    assert_eq!(wholes.len(), claims);
    assert!(wholes[0].contains("\"start\",") && wholes[0].ends_with(')'), "{}", wholes[0]);
}

#[test]
fn a_page_says_what_it_is_to_those_who_share_it() {
    for (name, html) in pages().into_iter().filter(|(name, _)| name != "404.html") {
        let said = |key: &str| {
            let meta = all(&html, &format!("meta[property='og:{key}']"));
            assert_eq!(meta.len(), 1, "{name}: {key}");
            attribute(&meta[0], "content").to_owned()
        };
        assert_eq!(said("title"), text(&html, "title").concat(), "{name}");
        let description = all(&html, "meta[name=description]");
        assert_eq!(said("description"), attribute(&description[0], "content"), "{name}");
        let png = fs::read(BOOK.join(said("image"))).expect("a picture");
        assert!(png.starts_with(b"\x89PNG\r\n\x1a\n") && png.len() < 100_000);
        let size = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes"));
        let told = ["image:width", "image:height"].map(|key| said(key).parse::<u32>());
        assert_eq!(told, [Ok(size(16)), Ok(size(20))]);
    }
    assert_eq!(text(&page("index.html"), "title"), text(&page("index.html"), "h1"));
}
