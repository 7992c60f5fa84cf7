//! Every kind of figure, drawn once with hard input: the same bytes on every
//! run, nothing unreadable in them, nothing outside the sheet.
//!
//! The files are left in `target/figures/gallery`, to be looked at.

use chapters::draw::{contours, ink, plane, relief};
use descent::surface::{Himmelblau, Quadratic, Rosenbrock};
use descent::{GradientDescent, Momentum, descend};
use press::figure::{Axis, Drawing, Figure, Ink, bars, heat, lines, panels, tree};
use press::number::{count, digits};

const RAVINE: Quadratic<2> = Quadratic { curvature: [1.0, 25.0] };
const PLAIN: GradientDescent = GradientDescent { rate: 2.0 / 26.0 };
const HEAVY: Momentum = Momentum { rate: 4.0 / 36.0, beta: 16.0 / 36.0, ..Momentum::notes() };

fn gallery() -> Vec<(&'static str, Figure)> {
    let start = [-4.0, 1.5];
    let plain = descend(&PLAIN, &RAVINE, &start, 60).expect("valid settings");
    let heavy = descend(&HEAVY, &RAVINE, &start, 60).expect("valid settings");
    let wild =
        descend(&GradientDescent { rate: 0.09 }, &RAVINE, &start, 60).expect("valid settings");
    let losses = |path: &descent::Path| {
        path.steps.iter().map(|&t| t as f64).zip(path.losses.iter().copied()).collect::<Vec<_>>()
    };
    let spectral: Vec<f64> =
        (0..40 * 30).map(|i| (i % 40) as f64 * (i / 40) as f64 / 1200.0).collect();
    let holes = spectral.iter().enumerate().map(|(i, &v)| if i % 97 == 0 { f64::NAN } else { v });
    vec![
        (
            "lines",
            lines(Axis::linear("step"), Axis::log("loss"))
                .line(ink::GRADIENT_DESCENT, "gradient descent", losses(&plain))
                .line(ink::MOMENTUM, "momentum", losses(&heavy))
                .line(ink::NESTEROV, "diverging", losses(&wild))
                .dots(Ink::THEORY, "theory", [(0.0, 1.0), (30.0, 1e-6), (60.0, 0.0)])
                .draw("lines with <, & and \" in the words"),
        ),
        (
            "ravine",
            contours(&RAVINE, [[-5.0, 5.0], [-2.0, 2.0]])
                .path(ink::GRADIENT_DESCENT, "gradient descent", plane(&plain))
                .path(ink::MOMENTUM, "momentum", plane(&heavy))
                .path(ink::NESTEROV, "diverging", plane(&wild))
                .draw("a ravine"),
        ),
        (
            "arrows",
            contours(&RAVINE, [[-3.0, -1.0], [-1.0, 1.0]])
                .arrow(ink::NESTEROV, "inside", [(-2.5, 0.5), (-1.5, -0.5)])
                .arrow(ink::MOMENTUM, "leaving", [(-2.0, 0.5), (9.0, 0.5)])
                .arrow(ink::ADAM, "of no length", [(-2.0, 0.0), (-2.0, 0.0)])
                .words((-2.5, 0.5), "from <here>")
                .words((9.0, 0.5), "never seen")
                .draw("three arrows"),
        ),
        (
            "himmelblau",
            contours(&Himmelblau, [[-5.0, 5.0], [-5.0, 5.0]])
                .line(Ink::SECOND, "a line across the edge", [(-9.0, -9.0), (0.0, 2.0)])
                .draw("four valleys"),
        ),
        ("rosenbrock", contours(&Rosenbrock, [[-2.0, 2.0], [-1.0, 3.0]]).draw("a bent valley")),
        (
            "tree",
            tree()
                .member(
                    ink::GRADIENT_DESCENT,
                    ["an ancestor with <", "and a long name"],
                    (1847, "a"),
                    0..=2,
                    0,
                )
                .member(ink::MOMENTUM, ["far left", "held in its box"], (1964, "b"), 0..=0, 1)
                .member(ink::ADAM, ["far right", "held in its box"], (2015, "c"), 2..=2, 2)
                .arrow("an ancestor with <", "far left")
                .arrow("an ancestor with <", "far right")
                .draw("a family"),
        ),
        (
            "surface",
            relief(&Himmelblau, [[-5.0, 5.0], [-5.0, 5.0]], ["x", "y"], libm::log1p)
                .line(Ink::SECOND, "a cut", [(-5.0, 0.0), (5.0, 0.0)])
                .draw("four valleys, seen from the side"),
        ),
        (
            "relief_with_path",
            relief(&RAVINE, [[-5.0, 5.0], [-2.0, 2.0]], ["x", "y"], f64::sqrt)
                .path(ink::MOMENTUM, "momentum", plane(&heavy))
                .draw("a ravine and a path in it"),
        ),
        (
            "relief_with_path_outside",
            relief(&RAVINE, [[-1.0, 1.0], [-1.0, 1.0]], ["x", "y"], f64::sqrt)
                .path(ink::MOMENTUM, "momentum", plane(&heavy))
                .draw("a path that starts outside the box is not drawn"),
        ),
        (
            "heat",
            heat(
                "what a step leaves of the distance",
                [Axis::log("rate η").within(0.001, 1.0), Axis::linear("β").within(0.0, 1.0)],
                40,
                holes.collect(),
                &[0.1, 0.2, 0.4, 0.6, 0.8],
            )
            .line(Ink::AXIS, "a border", [(0.0001, 0.1), (0.01, 0.5), (5.0, 2.0)])
            .dots(ink::MOMENTUM, "a choice", [(0.1, 0.9), (0.0, 0.5)])
            .words((0.01, 0.2), "a region")
            .draw("a heat map with holes"),
        ),
        (
            "kinds",
            heat(
                "ends in",
                [Axis::linear("x").within(0.0, 1.0), Axis::linear("y").within(0.0, 1.0)],
                3,
                vec![0.0, 1.0, 2.0, 2.0, 1.0, 0.0],
                &[0.5, 1.5],
            )
            .kinds(["none", "left", "right"])
            .draw("a map of kinds"),
        ),
        (
            "bars",
            bars(Axis::linear("steps to 10⁻⁶"))
                .bar(ink::GRADIENT_DESCENT, "gradient descent", count(103))
                .bar(ink::MOMENTUM, "momentum", count(30))
                .bar(ink::ADAM, "Adam", digits(61.5, 3))
                .draw("bars"),
        ),
        (
            "methods",
            [
                (ink::GRADIENT_DESCENT, "gradient descent"),
                (ink::MOMENTUM, "momentum"),
                (ink::NESTEROV, "Nesterov"),
                (ink::ADAGRAD, "AdaGrad"),
                (ink::RMSPROP, "RMSProp"),
                (ink::ADAM, "Adam"),
                (Ink::FIRST, "first setting"),
                (Ink::SECOND, "second setting"),
                (Ink::THIRD, "third setting"),
                (Ink::DATA, "data"),
            ]
            .into_iter()
            .enumerate()
            .fold(
                lines(Axis::linear("t"), Axis::linear("one look per method")),
                |chart, (i, (ink, name))| {
                    chart.marked(ink, name, (0..6).map(|t| (f64::from(t), 10.0 - i as f64)))
                },
            )
            .draw("one look per method"),
        ),
        (
            "remarks",
            lines(Axis::linear("t"), Axis::linear("everything that can be said on a chart"))
                .band(ink::MOMENTUM, "quartiles", (0..9).map(|t| (f64::from(t), 1.0, 2.0)))
                .line(ink::MOMENTUM, "median", (0..9).map(|t| (f64::from(t), 1.5)))
                .line(ink::MOMENTUM.faint(), "", (0..9).map(|t| (f64::from(t), f64::from(t % 2))))
                .line(ink::ADAM.dashed(), "leaving", [(0.0, 3.0), (6.0, 9.0), (7.0, 9.5)])
                .note(2.0, "upright")
                .level(4.0, "lying")
                .point(ink::ADAM, (3.0, 6.0), "a point")
                .span((4.0, 1.0), (6.0, 1.0), "a lag")
                .hatched([7.0, f64::INFINITY], [f64::NEG_INFINITY, f64::INFINITY], "forbidden")
                .shaded([1.0, 2.0], [5.0, 8.0], "shaded")
                .diverges(ink::ADAM, (6.0, 9.0))
                .draw("remarks"),
        ),
        (
            "panels",
            panels(2)
                .panel(
                    "a map to scale",
                    contours(&RAVINE, [[-5.0, 5.0], [-2.0, 2.0]])
                        .path(ink::MOMENTUM, "momentum", plane(&heavy))
                        .numbered([1, 2, 3]),
                )
                .panel(
                    "its losses",
                    lines(Axis::linear("step"), Axis::log("loss")).line(
                        ink::MOMENTUM,
                        "momentum",
                        losses(&heavy),
                    ),
                )
                .panel(
                    "dots",
                    bars(Axis::log("steps")).dot(ink::ADAM, "Adam", count(30), [10.0, 100.0]).dot(
                        ink::MOMENTUM,
                        "momentum",
                        count(50),
                        [20.0, 60.0],
                    ),
                )
                .draw("three panels"),
        ),
        (
            "signed",
            heat(
                "curvature",
                [Axis::linear("x").within(0.0, 1.0), Axis::linear("y").within(0.0, 1.0)],
                4,
                vec![-2.0, -1.0, 1.0, 2.0, f64::NAN, -0.5, 0.5, 3.0],
                &[-1.5, -0.7, 0.0, 0.7, 1.5],
            )
            .signed()
            .missing("diverges")
            .to_scale()
            .draw("a signed map"),
        ),
        (
            "empty",
            lines(Axis::linear("t"), Axis::log("nothing"))
                .line(ink::ADAM, "nothing", [])
                .draw("nothing"),
        ),
    ]
}

#[test]
fn the_same_run_draws_the_same_bytes() {
    assert_eq!(gallery(), gallery());
}

#[test]
fn every_figure_is_sound() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("../figures/gallery");
    std::fs::create_dir_all(&folder).expect("a writable target folder");
    for (name, figure) in gallery() {
        for (size, drawing) in [("", &figure.desk), (".phone", &figure.phone)] {
            let file = format!("{name}{size}.svg");
            std::fs::write(folder.join(&file), &drawing.svg).expect("a writable target folder");
            sound(&file, drawing);
        }
    }
}

fn sound(name: &str, Drawing { svg, width, height, .. }: &Drawing) {
    assert!(!svg.contains("l\"/>"), "{name} has a path that goes nowhere");
    assert!(!svg.contains("NaN") && !svg.contains("inf"), "{name} draws what is no number");
    assert!(svg.contains("prefers-color-scheme:dark"), "{name} does not follow the theme");
    assert!(svg.len() < 60_000, "{name} weighs {} bytes", svg.len());
    let (width, height) = (f64::from(*width) + 1.0, f64::from(*height) + 1.0);
    let inside = |&(x, y): &(f64, f64)| (-1.0..=width).contains(&x) && (-1.0..=height).contains(&y);
    let outside = coordinates(svg).find(|point| !inside(point));
    assert_eq!(outside, None, "{name} draws outside its sheet");
}

#[test]
fn no_remark_vanishes_however_crowded_its_place_is() {
    let wave = (0..400).map(|t| (f64::from(t), f64::from(t % 2)));
    let chart = lines(Axis::linear("t"), Axis::linear("x")).line(ink::ADAM, "", wave);
    let all: Vec<String> = (0..80).map(|i| format!("remark{i}")).collect();
    let remark = |chart: press::figure::Lines, words: &String| {
        chart.point(ink::ADAM, (200.0, 0.5), words.as_str())
    };
    let figure = all.iter().fold(chart, remark).draw("crowded");
    for drawing in [&figure.desk, &figure.phone] {
        for words in &all {
            assert!(drawing.svg.contains(&format!(">{words}</text>")), "{words}");
        }
    }
}

#[test]
fn words_in_a_figure_are_escaped() {
    let (_, figure) = gallery().swap_remove(0);
    assert!(
        figure.desk.svg.contains("<title>lines with &lt;, &amp; and &quot; in the words</title>")
    );
}

/// Every point of every path in a figure: `M` and one absolute point, `l` and
/// steps from there, each number with a sign or a space before it.
pub(crate) fn coordinates(svg: &str) -> impl Iterator<Item = (f64, f64)> + '_ {
    svg.split(" d=\"").skip(1).flat_map(|rest| {
        let data = rest
            .split('"')
            .next()
            .unwrap_or("")
            .trim_end_matches('Z')
            .replace('l', " ")
            .replace('-', " -");
        let numbers: Vec<f64> =
            data[1..].split_whitespace().map(|n| n.parse().expect("a number")).collect();
        numbers
            .chunks(2)
            .scan((0.0, 0.0), |at, step| {
                *at = (at.0 + step[0], at.1 + step[1]);
                Some(*at)
            })
            .collect::<Vec<_>>()
    })
}

/// Fills after the frame: the shades, then one head for each arrow that ends
/// on the sheet and points somewhere.
#[test]
fn an_arrow_has_a_head_where_it_ends_on_the_sheet() {
    let heads = |arrows: &[[(f64, f64); 2]]| {
        let map = contours(&RAVINE, [[-3.0, -1.0], [-1.0, 1.0]]);
        let map = arrows.iter().fold(map, |map, &ends| map.arrow(ink::ADAM, "v", ends));
        map.draw("arrows").desk.svg.matches("<path class=\"f13\"").count()
    };
    assert_eq!(heads(&[[(-2.5, 0.5), (-1.5, -0.5)], [(-2.5, 0.5), (-1.5, 0.5)]]), 2);
    assert_eq!(heads(&[[(-2.0, 0.5), (9.0, 0.5)], [(-2.0, 0.0), (-2.0, 0.0)]]), 0);
}

#[test]
fn a_map_of_kinds_names_its_shades_and_hides_its_levels() {
    let (_, kinds) = gallery().into_iter().find(|(name, _)| *name == "kinds").expect("drawn");
    for name in ["none", "left", "right"] {
        assert!(kinds.desk.svg.contains(&format!(">{name}</text>")), "{name}");
    }
    // 0.5 is a tick of both axes; the level between the other two kinds is not.
    assert!(!kinds.desk.svg.contains(">1.5</text>"));
}

/// A name at the right edge takes its room there; room that is asked for stays when
/// the line with the name ends elsewhere.
#[test]
fn room_beside_the_lines_keeps_the_axes_where_they_are() {
    let chart = |end: f64| {
        lines(Axis::linear("x").within(0.0, 10.0), Axis::linear("y").within(0.0, 1.0)).line(
            Ink::rival(1),
            "momentum",
            [(0.0, 0.2), (end, 0.8)],
        )
    };
    let axes = |chart: press::figure::Lines| {
        let figure = chart.draw("a line");
        (figure.desk.axes, figure.phone.axes)
    };
    assert_ne!(axes(chart(10.0)), axes(chart(5.0)));
    assert_eq!(axes(chart(10.0)), axes(chart(5.0).room("momentum")));
    assert_eq!(axes(chart(10.0)), axes(chart(10.0).room("momentum")));
}

/// A row's second outcome is a ring of its own, and stands in the data; one that is
/// beyond all numbers reaches to the right edge, not to the left.
#[test]
fn a_second_outcome_of_a_row_is_drawn_and_written_down() {
    let one = || {
        bars(Axis::log("steps").within(1.0, 1e4)).dot(ink::ADAM, "Adam", count(30), [10.0, 100.0])
    };
    let circles =
        |chart: press::figure::Bars| chart.draw("rows").desk.svg.matches("<circle").count();
    assert_eq!(circles(one().other(300.0, [200.0, 400.0])), circles(one()) + 1);
    let two = one().other(300.0, [200.0, 400.0]).draw("rows");
    assert_eq!(two.data.csv().lines().nth(1), Some("Adam,30,10,100,300,200,400"));
    let alone = one().draw("rows");
    assert_eq!(alone.data.csv().lines().nth(1), Some("Adam,30,10,100"));
    let lost = one().other(300.0, [200.0, f64::INFINITY]).draw("rows").desk.svg;
    let edge = one().other(300.0, [200.0, 1e4]).draw("rows").desk.svg;
    assert_eq!(lost, edge);
}
