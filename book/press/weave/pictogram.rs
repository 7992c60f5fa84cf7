//! Small pictures for a chapter's card: a few lines of one of its figures,
//! without axes or words, from the very numbers that the figure draws.

use std::fmt::Write;

/// The size of its own coordinates; on a page it is as wide as its card.
const SIZE: (f64, f64) = (160.0, 72.0);
/// The room around the lines.
const ROOM: f64 = 6.0;
/// Lines closer to each other than this are one.
const STEP: f64 = 0.7;

/// Places along a line.
pub(crate) type Points = Vec<(f64, f64)>;

/// The lines of a figure as SVG: the first of `series` in the page's colour of
/// links, the others quiet.
///
/// # Errors
/// Why there is nothing to draw.
pub(super) fn svg(csv: &str, series: &[&str]) -> Result<String, String> {
    let lines = placed(csv, series, SIZE, ROOM)?;
    let mut svg = format!(
        "<svg class=\"pictogram\" viewBox=\"0 0 {} {}\" aria-hidden=\"true\">",
        SIZE.0, SIZE.1
    );
    // What matters lies on top.
    for (i, points) in lines.iter().enumerate().rev() {
        let class = if i == 0 { "first" } else { "other" };
        let d = path(points);
        // As thick in a narrow card as in a wide one.
        let how = "vector-effect=\"non-scaling-stroke\"";
        let _ = write!(svg, "<path class=\"{class}\" d=\"{d}\" {how}/>");
    }
    if let Some((x, y)) = lines.first().and_then(|first| first.last()) {
        let _ = write!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\"/>");
    }
    svg.push_str("</svg>");
    Ok(svg)
}

/// The lines of a figure that are called `series`, in a picture of the given size
/// with `room` around them. Without names, the first two lines that have at least
/// three points.
///
/// # Errors
/// Why there is no such line.
pub(crate) fn placed(
    csv: &str,
    series: &[&str],
    size: (f64, f64),
    room: f64,
) -> Result<Vec<Points>, String> {
    let lines = lines(csv);
    let chosen: Vec<&Points> = if series.is_empty() {
        lines.iter().filter(|(_, points)| points.len() > 2).take(2).map(|(_, p)| p).collect()
    } else {
        let find = |name: &&str| {
            let line = lines.iter().find(|(found, _)| found == name);
            line.map(|(_, points)| points).ok_or_else(|| {
                let known: Vec<&str> = lines.iter().map(|(name, _)| name.as_str()).collect();
                format!("draws no `{name}`, only {}", known.join(", "))
            })
        };
        series.iter().map(find).collect::<Result<_, _>>()?
    };
    if chosen.is_empty() {
        return Err("draws no line".into());
    }
    let (x, y) = (extent(&chosen, |p| p.0), extent(&chosen, |p| p.1));
    let place = |&(a, b): &(f64, f64)| {
        let share = |value: f64, (low, high): (f64, f64)| (value - low) / (high - low);
        let across = room + share(a, x) * (size.0 - 2.0 * room);
        (across, size.1 - room - share(b, y) * (size.1 - 2.0 * room))
    };
    Ok(chosen.into_iter().map(|points| points.iter().map(place).collect()).collect())
}

/// The lines by name, those of the first panel first, with the logarithm where an axis has it. What has a value
/// is a field and no line.
fn lines(csv: &str) -> Vec<(String, Points)> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header = reader.headers().cloned().unwrap_or_default();
    // A figure of several panels names them in front.
    let name = usize::from(header.get(0) == Some("panel"));
    // Where only some panels have it, it is left alone.
    let log = [name + 1, name + 2].map(|column| {
        header.get(column).is_some_and(|name| name.contains("(log scale)") && !name.contains(" / "))
    });
    // Each by its panel and its name.
    let mut lines: Vec<([String; 2], Points)> = Vec::new();
    for row in reader.records().flatten() {
        let number = |column: usize| row.get(column)?.parse::<f64>().ok();
        let (Some(x), Some(y)) = (number(name + 1), number(name + 2)) else { continue };
        let scaled = |value: f64, log: bool| if log { libm::log10(value) } else { value };
        let point = (scaled(x, log[0]), scaled(y, log[1]));
        let field = row.get(name + 3).is_some_and(|value| !value.is_empty());
        let key = [0, name].map(|column| row.get(column).unwrap_or_default().to_owned());
        if field || key[1].is_empty() || !point.0.is_finite() || !point.1.is_finite() {
            continue;
        }
        match lines.iter_mut().find(|(found, _)| *found == key) {
            Some((_, points)) => points.push(point),
            None => lines.push((key, vec![point])),
        }
    }
    lines.into_iter().map(|([_, name], points)| (name, points)).collect()
}

/// From the smallest to the largest value, never the same.
fn extent(lines: &[&Points], part: impl Fn(&(f64, f64)) -> f64) -> (f64, f64) {
    let values = || lines.iter().flat_map(|points| points.iter().map(&part));
    let low = values().fold(f64::INFINITY, f64::min);
    let high = values().fold(f64::NEG_INFINITY, f64::max);
    if low < high { (low, high) } else { (low - 1.0, high + 1.0) }
}

/// A path through the points that can be told apart.
fn path(points: &[(f64, f64)]) -> String {
    let mut d = String::new();
    let mut last = None::<(f64, f64)>;
    for &(x, y) in points {
        let far = |(a, b): (f64, f64)| (x - a).abs().max((y - b).abs()) >= STEP;
        if last.is_none_or(far) {
            let command = if last.is_none() { 'M' } else { 'L' };
            let _ = write!(d, "{command}{x:.1} {y:.1}");
            last = Some((x, y));
        }
    }
    d
}

#[cfg(test)]
mod tests {
    use super::svg;

    const CSV: &str = "series,step,\"loss (log scale)\",value\n\
                       a,0,1,\nb,0,1,\na,1,10,\na,2,100,\nsurface,0,0,5\n";

    #[test]
    fn a_line_fills_the_picture_and_the_first_named_lies_on_top() {
        let svg = svg(CSV, &["a", "b"]).expect("both are drawn");
        let quiet = svg.find("class=\"other\" d=\"M6.0 66.0\"").expect("b, a single point");
        let first = svg.find("class=\"first\" d=\"M6.0 66.0L80.0 36.0L154.0 6.0\"");
        assert!(first.is_some_and(|first| first > quiet), "{svg}");
    }

    #[test]
    fn without_names_the_lines_are_found_and_a_wrong_name_is_told_the_right_ones() {
        assert_eq!(svg(CSV, &[]).expect("a line").matches("<path").count(), 1);
        assert_eq!(svg(CSV, &["c"]), Err("draws no `c`, only a, b".into()));
        assert_eq!(svg("series,x,y\n", &[]), Err("draws no line".into()));
    }
}
