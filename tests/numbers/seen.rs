//! What a reader of the book's figures must be able to see, whoever he is and
//! on whatever sheet: which line is whose, and every word.

use crate::PAGES;
use press::figure::{Drawing, text_width};

/// Every drawing of the book by name.
fn drawings() -> impl Iterator<Item = (String, &'static Drawing)> {
    PAGES.iter().flat_map(|page| {
        page.figures.iter().flat_map(move |figure| {
            let name = format!("{}:{}", page.name, figure.name);
            [(name.clone(), &figure.desk), (format!("{name}, phone"), &figure.phone)]
        })
    })
}

/// How eyes see: from linear red, green, blue to what is left of them.
/// Machado, Oliveira, Fernandes, A physiologically-based model for simulation
/// of color vision deficiency, IEEE Trans. Vis. Comput. Graph. 15(6) (2009),
/// 1291–1298, severity 1.
const EYES: [(&str, [[f64; 3]; 3]); 4] = [
    ("normal", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protan",
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ],
    ),
    (
        "deutan",
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ],
    ),
    (
        "tritan",
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ],
    ),
];

/// Two colours closer than this, as the distance in CIELAB (ΔE*ab), may be taken
/// for each other in thin lines; 2.3 is a difference just seen in large fields.
const APART: f64 = 20.0;

fn linear(hex: &str) -> [f64; 3] {
    [1, 3, 5].map(|at| {
        let part = u8::from_str_radix(&hex[at..at + 2], 16).expect("a colour");
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { libm::pow((part + 0.055) / 1.055, 2.4) }
    })
}

fn lab(colour: [f64; 3]) -> [f64; 3] {
    let [r, g, b] = colour;
    let f = |t: f64| if t > 0.008856 { libm::cbrt(t) } else { 7.787 * t + 16.0 / 116.0 };
    let x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
    let y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
    let z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

fn distance(one: &str, other: &str, eyes: &[[f64; 3]; 3]) -> f64 {
    let seen = |hex: &str| {
        let colour = linear(hex);
        lab(eyes.map(|row| row.iter().zip(colour).map(|(a, b)| a * b).sum::<f64>().clamp(0.0, 1.0)))
    };
    let squares = seen(one).into_iter().zip(seen(other)).map(|(a, b)| (a - b) * (a - b));
    squares.sum::<f64>().sqrt()
}

/// A class of lines in a drawing: its name, its colours, its dash.
#[derive(Debug)]
struct Line {
    class: String,
    colours: [String; 2],
    dash: Vec<f64>,
}

/// The lines of a drawing that are data: neither axes nor grid nor edges.
fn lines(svg: &str) -> Vec<Line> {
    let style = svg.split("<style>").nth(1).and_then(|s| s.split("</style>").next());
    let (light, dark) = style.expect("a style").split_once("@media").expect("two themes");
    let rule = |rules: &str, class: &str| -> String {
        let rule = rules.split(&format!(".s{class}{{")).nth(1).unwrap_or_default();
        rule.split('}').next().unwrap_or_default().to_owned()
    };
    let value = |rule: &str, name: &str| -> String {
        let found = rule.split(';').find_map(|part| part.strip_prefix(name));
        found.unwrap_or_default().to_owned()
    };
    let classes = light.split(".s").skip(1).filter_map(|rest| rest.split('{').next());
    classes
        .filter(|class| {
            let hue: u8 = class.trim_end_matches(char::is_alphabetic).parse().expect("a hue");
            // Faint lines are background; DATA, THEORY, settings and rivals are not.
            (3..=14).contains(&hue) && !class.ends_with('f')
        })
        .map(|class| {
            let (day, night) = (rule(light, class), rule(dark, class));
            let dash = value(&day, "stroke-dasharray:");
            let dash = dash.split(' ').filter_map(|part| part.parse().ok()).collect();
            let colours = [value(&day, "stroke:"), value(&night, "stroke:")];
            Line { class: class.into(), colours, dash }
        })
        .collect()
}

/// Which of four families a dash belongs to: solid, long, dotted, dashes and dots.
fn family(dash: &[f64]) -> usize {
    match dash {
        [] => 0,
        [on, _] if *on > 4.0 => 1,
        [_, _] => 2,
        _ => 3,
    }
}

#[test]
fn every_two_lines_of_a_figure_differ_for_all_eyes_or_in_their_dash() {
    let mut alike = Vec::new();
    for (name, drawing) in drawings() {
        let lines = lines(&drawing.svg);
        for (i, one) in lines.iter().enumerate() {
            for other in &lines[..i] {
                if family(&one.dash) != family(&other.dash) {
                    continue;
                }
                // Variants of one hue differ in weight.
                if one.colours == other.colours {
                    continue;
                }
                for (eyes, matrix) in &EYES {
                    for theme in 0..2 {
                        let far = distance(&one.colours[theme], &other.colours[theme], matrix);
                        if far < APART {
                            alike.push(format!(
                                "{name}: lines {} and {} are {far:.0} apart for {eyes} eyes",
                                one.class, other.class
                            ));
                        }
                    }
                }
            }
        }
    }
    assert!(alike.is_empty(), "{}", alike.join("\n"));
}

#[test]
fn eyes_are_simulated_as_published() {
    // Pure red and pure green, whose difference protan and deutan eyes lose most of.
    let far = |eyes: usize| distance("#c00000", "#5a7a00", &EYES[eyes].1);
    assert!(far(0) > 80.0 && far(1) < 40.0, "{} {}", far(0), far(1));
    assert!(distance("#000000", "#ffffff", &EYES[0].1) - 100.0 < 0.01);
}

/// The words of a drawing: what is said, and its box.
pub(crate) fn words(svg: &str) -> Vec<(String, [f64; 4])> {
    let value = |tag: &str, name: &str| -> Option<f64> {
        tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?.parse().ok()
    };
    let font = value(svg, "font-size").expect("a size");
    let texts = svg.split("<text ").skip(1).map(|text| {
        let (tag, rest) = text.split_once('>').expect("a tag ends");
        let words = rest.split("</text>").next().unwrap_or_default();
        let words = words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        let (x, y) = (value(tag, "x").expect("x"), value(tag, "y").expect("y"));
        // The measured face is the widest there is: a usual one is a tenth narrower.
        let wide = 0.9 * text_width(&words, font);
        let left = match tag {
            tag if tag.contains("\"middle\"") => x - wide / 2.0,
            tag if tag.contains("\"end\"") => x - wide,
            _ => x,
        };
        (words, [left, y - 0.75 * font, left + wide, y + 0.15 * font])
    });
    texts.filter(|(words, _)| !words.trim().is_empty()).collect()
}

#[test]
fn no_word_lies_on_another_or_beside_the_sheet() {
    let mut wrong = Vec::new();
    for (name, drawing) in drawings() {
        let words = words(&drawing.svg);
        for (i, (one, a)) in words.iter().enumerate() {
            let (width, height) = (f64::from(drawing.width), f64::from(drawing.height));
            if a[0] < -2.0 || a[2] > width + 2.0 || a[1] < -2.0 || a[3] > height + 2.0 {
                wrong.push(format!("{name}: “{one}” leaves the sheet"));
            }
            for (other, b) in &words[..i] {
                if a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3] {
                    wrong.push(format!("{name}: “{one}” lies on “{other}”"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Markers are circles, or filled polygons of a marker's size with four or twelve
/// corners: squares, diamonds and crosses. A triangle may be the head of an arrow.
fn markers(svg: &str) -> Vec<[f64; 4]> {
    let value = |tag: &str, name: &str| -> f64 {
        let value = tag.split(&format!(" {name}=\"")).nth(1).and_then(|v| v.split('"').next());
        value.and_then(|v| v.parse().ok()).expect("a number")
    };
    let circles = svg.split("<circle ").skip(1).map(|rest| {
        let tag = rest.split("/>").next().unwrap_or_default();
        let (x, y, r) = (value(tag, "cx"), value(tag, "cy"), value(tag, "r"));
        [x - r, y - r, x + r, y + r]
    });
    let polygons = svg.split("<path class=\"f").skip(1).filter_map(|rest| {
        let hue: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let tag = rest.split("/>").next()?;
        let corners: Vec<(f64, f64)> = super::figures::coordinates(tag).collect();
        let marks = (3..=14).contains(&hue.parse::<u8>().ok()?);
        if !marks || ![4, 12].contains(&corners.len()) {
            return None;
        }
        let ends = |part: fn(&(f64, f64)) -> f64| {
            let parts = corners.iter().map(part);
            [parts.clone().fold(f64::INFINITY, f64::min), parts.fold(0.0, f64::max)]
        };
        let ([left, right], [top, bottom]) = (ends(|p| p.0), ends(|p| p.1));
        (right - left < 16.0 && bottom - top < 16.0).then_some([left, top, right, bottom])
    });
    // Smaller ones are the single points of a curve.
    circles.chain(polygons).filter(|mark| mark[2] - mark[0] > 7.0).collect()
}

#[test]
fn markers_of_every_shape_are_found() {
    let chart =
        press::figure::lines(press::figure::Axis::linear("t"), press::figure::Axis::linear("x"));
    // A circle, a square, a diamond and a cross; a triangle is taken for an arrow.
    let shapes = [0, 1, 3, 5].map(press::figure::Ink::rival).into_iter().enumerate();
    let marked = |chart: press::figure::Lines, (i, ink)| chart.marked(ink, "", [(i as f64, 0.0)]);
    let svg = shapes.fold(chart, marked).draw("markers").desk.svg;
    assert_eq!(markers(&svg).len(), 4);
}

#[test]
fn no_word_lies_on_a_marker() {
    let mut wrong = Vec::new();
    for (name, drawing) in drawings() {
        let markers = markers(&drawing.svg);
        for (one, a) in words(&drawing.svg) {
            // A pixel of the ring may be touched.
            let hit = |b: &&[f64; 4]| {
                a[0] + 1.5 < b[2] && b[0] + 1.5 < a[2] && a[1] + 1.5 < b[3] && b[1] + 1.5 < a[3]
            };
            if let Some(at) = markers.iter().find(hit) {
                wrong.push(format!("{name}: “{one}” lies on the marker at {at:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A map gives a unit the same length on both axes, or says that it does not.
#[test]
fn no_map_is_stretched_unsaid() {
    let wide = |x: f64, y: f64| x * x + y * y;
    let said = |figure: &press::figure::Figure| {
        figure.desk.svg.contains("stretched") || figure.desk.svg.contains("pressed")
    };
    let map = |domain| press::figure::contours(wide, domain);
    assert!(!said(&map([[-2.0, 2.0], [-1.0, 1.0]]).draw("to scale")));
    assert!(said(&map([[-2.0, 2.0], [-1.0, 1.0]]).stretched().draw("stretched")));
    assert!(said(&map([[-20.0, 20.0], [-1.0, 1.0]]).draw("a thread")));
    assert!(said(&map([[-1.0, 1.0], [-20.0, 20.0]]).draw("a tower")));
}
