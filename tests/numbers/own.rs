//! What a reader adds to a figure, and what is true of it.

use chapters::{PROGRAMS, convexity, ewma, gradient_descent, momentum};
use press::{Given, Page, Program};

fn given(pairs: &[(&str, f64)]) -> Vec<Given> {
    pairs.iter().map(|(name, value)| ((*name).into(), format!("{value}"))).collect()
}

fn page(program: &dyn Program, sections: &[&str], pairs: &[(&str, f64)]) -> Page {
    let refused = |refused| panic!("{pairs:?}: {refused}");
    let made = program.page(&given(pairs), sections, &mut |_, part| part());
    made.unwrap_or_else(refused)
}

fn reached(page: &Page, goal: &str) -> bool {
    page.goals.iter().find(|found| found.name == goal).expect("on its page").reached
}

/// (1 − η)² is the same for η and 2 − η, and for no third rate.
#[test]
fn the_twin_of_a_rate_is_as_far_on_the_other_side_of_1() {
    let chapter: &dyn Program = &gradient_descent::CHAPTER;
    for hundredths in 2..=220 {
        let rate = f64::from(hundredths) / 100.0;
        let page = page(chapter, &["by_hand"], &[("own-rate", rate)]);
        assert_eq!(reached(&page, "twin"), hundredths == 170, "{rate}");
    }
}

/// β¹⁰ = ½ at β = 0.933, and nowhere else.
#[test]
fn ten_days_carry_half_where_their_half_life_is_ten_days() {
    let chapter: &dyn Program = &ewma::CHAPTER;
    let half = libm::pow(0.5, 0.1);
    for thousandths in 0..=990 {
        let beta = f64::from(thousandths) / 1000.0;
        let page = page(chapter, &["memory"], &[("beta", beta)]);
        let near = (libm::pow(beta, 10.0) - 0.5).abs() <= 0.005;
        assert_eq!(reached(&page, "half"), near, "{beta}");
        assert!(!near || (beta - half).abs() < 0.001, "{beta}");
    }
}

/// Below 2/sharpness a minimum keeps whoever is near it; above, it does not.
#[test]
fn only_a_rate_that_c_does_not_bear_leads_away_from_it() {
    let chapter: &dyn Program = &convexity::CHAPTER;
    let starts = [(-3.75, -3.25), (-3.8, -3.2), (-3.7, -3.3)];
    let leaves = |rate: f64| {
        starts.into_iter().filter(move |(x, y)| {
            let pairs = [("rate", rate), ("from-x", *x), ("from-y", *y)];
            reached(&page(chapter, &["basins"], &pairs), "away")
        })
    };
    for rate in [0.005, 0.01, 0.0149] {
        assert_eq!(leaves(rate).count(), 0, "{rate}");
    }
    assert!(leaves(0.023).count() > 0);
}

/// Above 2 + 2β nothing arrives, and the rate that is chosen for a β stays below.
#[test]
fn a_memory_alone_gets_a_rate_with_which_it_arrives() {
    let chapter: &dyn Program = &momentum::CHAPTER;
    for kappa in [1.0, 25.0, 400.0] {
        for beta in [0.0, 0.3, 0.6, 0.9, 0.99] {
            let pairs = [("kappa", kappa), ("at-beta", beta)];
            let page = page(chapter, &["map"], &pairs);
            let says = &page.figures[0].alt;
            assert!(says.contains(" arrives at step "), "{pairs:?}: {says}");
            let lost = [pairs[0], pairs[1], ("at-rate", 1.001 * (2.0 + 2.0 * beta) / kappa)];
            let says = &self::page(chapter, &["map"], &lost).figures[0].alt;
            assert!(!says.contains(" arrives at step "), "{lost:?}: {says}");
        }
    }
}

/// The corners of what the sliders of a figure reach together, and one of each alone.
#[test]
fn the_sliders_of_a_figure_go_to_their_ends_together() {
    for (name, sections) in [
        ("gradient_descent", &["by_hand", "bowl", "edge"][..]),
        ("ewma", &["memory", "year"]),
        ("convexity", &["basins"]),
        ("momentum", &["swing", "race", "map"]),
    ] {
        let program = PROGRAMS.iter().find(|program| program.name() == name);
        let program = *program.expect("a chapter");
        let settings = program.settings();
        for live in program.live() {
            let ends: Vec<[(&str, f64); 2]> = live
                .knobs
                .iter()
                .map(|knob| {
                    let setting = settings.iter().find(|(setting, _)| setting.name == *knob);
                    let slider = setting.and_then(|(setting, _)| setting.slider);
                    let slider = slider.expect("a slider");
                    [(*knob, slider.low), (*knob, slider.high)]
                })
                .collect();
            for choice in 0..3_usize.pow(ends.len() as u32) {
                let third = |i: usize| choice / 3_usize.pow(i as u32) % 3;
                let pairs = ends.iter().enumerate();
                let pairs: Vec<(&str, f64)> =
                    pairs.filter_map(|(i, ends)| ends.get(third(i)).copied()).collect();
                let page = page(program, sections, &pairs);
                for figure in &page.figures {
                    let svg = [&figure.desk.svg, &figure.phone.svg];
                    assert!(svg.iter().all(|svg| !svg.contains("NaN")), "{name} {pairs:?}");
                    assert!(!figure.alt.contains("NaN"), "{name} {pairs:?}: {}", figure.alt);
                }
            }
        }
    }
}

#[test]
fn what_is_out_of_range_is_refused_by_its_name() {
    for (program, name, value, says) in [
        (&gradient_descent::CHAPTER as &dyn Program, "own-rate", 4.0, "at least 0.001"),
        (&gradient_descent::CHAPTER, "edge-x", 6.0, "at least -5"),
        (&ewma::CHAPTER, "day", 366.0, "at least 1 and at most 365"),
        (&convexity::CHAPTER, "from-y", -5.5, "at least -5"),
        (&momentum::CHAPTER, "at-beta", 1.0, "at least 0 and below 1"),
    ] {
        let refused = program.page(&given(&[(name, value)]), &[], &mut |_, part| part());
        let refused = refused.expect_err("out of range").to_string();
        assert!(refused.contains(&format!("--{name}")) && refused.contains(says), "{refused}");
    }
}
