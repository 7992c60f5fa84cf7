//! The problems of the file, as the library's surfaces.

use crate::file::{Case, File, Problem};
use crate::settings::Settings;
use crate::tally::Miss;
use descent::surface::{Beale, LeastSquares, Quadratic, Rosenbrock, Saddle};
use descent::{Samples, Surface};
use ndarray::{Array1, Array2};
use serde_json::Value;

/// Writes the gradient for a step, counted from 1, over its last argument.
pub(crate) type Gradient<'a> = Box<dyn Fn(usize, &[f64], &mut [f64]) + 'a>;

/// The gradients of a case.
pub(crate) fn gradient<'a>(file: &'a File, case: &'a Case) -> Result<Gradient<'a>, Miss> {
    let problem = &file.problems[&case.problem];
    match problem.kind.as_str() {
        "quadratic" => {
            let mut args = arguments(problem)?;
            let curvature = [args.number("a")?, args.number("b")?];
            surface(case, Quadratic { curvature })
        }
        "rosenbrock" => surface(case, Rosenbrock),
        "beale" => surface(case, Beale),
        "saddle" => surface(case, Saddle),
        "linreg" => regression(case, arguments(problem)?),
        "matrix-quadratic" => quadratic(case, arguments(problem)?),
        "factorization" => factorization(case, arguments(problem)?),
        "explicit" => table(file, case),
        other => Err(Miss::Skipped(format!("unknown problem `{other}`"))),
    }
}

fn arguments(problem: &Problem) -> Result<Settings, Miss> {
    let wrong = || Miss::Failed("the `args` of its problem are not a table".to_string());
    let keywords = problem.args.as_object().ok_or_else(wrong)?;
    Ok(Settings::new(&keywords.clone().into_iter().collect()))
}

fn surface<'a>(case: &Case, surface: impl Surface + 'a) -> Result<Gradient<'a>, Miss> {
    same_length("start", case.start.len(), surface.dim())?;
    Ok(Box::new(move |_, at, into| surface.gradient(at, into)))
}

/// f = 1/(2b) Σ (w·x − y)² over the b rows whose turn it is.
fn regression<'a>(case: &Case, mut args: Settings) -> Result<Gradient<'a>, Miss> {
    let batch = args.count("batch")?;
    let targets = args.numbers("y")?;
    let rows: Vec<Vec<f64>> = args
        .take("X")
        .and_then(|rows| rows.as_array()?.iter().map(numbers).collect())
        .ok_or_else(|| Miss::Failed("`X` is not a table of numbers".to_string()))?;
    // The library keeps the column of ones, its intercept, to itself.
    let Some(width) = rows.iter().map(Vec::len).max().filter(|&width| width > 0) else {
        return Err(Miss::Failed("`X` is empty".to_string()));
    };
    if rows.iter().any(|row| row.len() != width || row[width - 1] != 1.0) {
        return Err(Miss::Skipped(
            "a regression without an intercept, its last column".to_string(),
        ));
    }
    same_length("start", case.start.len(), width)?;
    same_length("y", targets.len(), rows.len())?;
    if batch == 0 || !rows.len().is_multiple_of(batch) {
        return Err(Miss::Failed(format!("batches of {batch} do not fill {} rows", rows.len())));
    }
    let data = LeastSquares {
        inputs: Array2::from_shape_fn((rows.len(), width - 1), |(i, j)| rows[i][j]),
        targets: Array1::from_vec(targets),
    };
    Ok(Box::new(move |t, at, into| {
        let first = (t - 1) * batch % data.samples();
        let rows: Vec<usize> = (first..first + batch).collect();
        data.batch_gradient(&rows, at, into);
        // The library's loss has no ½.
        into.iter_mut().for_each(|slope| *slope *= 0.5);
    }))
}

/// f = trace((W − M)ᵀ A (W − M) B)/2 with symmetric A and B.
fn quadratic<'a>(case: &Case, mut args: Settings) -> Result<Gradient<'a>, Miss> {
    let [a, b, m] = [matrix(&mut args, "A")?, matrix(&mut args, "B")?, matrix(&mut args, "M")?];
    same_length("start", case.start.len(), m.len() * m[0].len())?;
    let (rows, columns) = (m.len(), m[0].len());
    Ok(Box::new(move |_, at, into| {
        let off: Vec<f64> = at.iter().zip(m.iter().flatten()).map(|(w, m)| w - m).collect();
        for (place, slope) in into.iter_mut().enumerate() {
            let (i, j) = (place / columns, place % columns);
            *slope = 0.0;
            for k in 0..rows {
                for l in 0..columns {
                    *slope += a[i][k] * off[k * columns + l] * b[l][j];
                }
            }
        }
    }))
}

/// f = ‖U V − T‖²/2, of U and then V.
fn factorization<'a>(case: &Case, mut args: Settings) -> Result<Gradient<'a>, Miss> {
    let (t, k) = (matrix(&mut args, "T")?, args.count("k")?);
    let (rows, columns) = (t.len(), t[0].len());
    same_length("start", case.start.len(), k * (rows + columns))?;
    Ok(Box::new(move |_, at, into| {
        let (u, v) = at.split_at(rows * k);
        into.fill(0.0);
        for i in 0..rows {
            for j in 0..columns {
                let sum: f64 = (0..k).map(|l| u[i * k + l] * v[l * columns + j]).sum();
                let off = sum - t[i][j];
                for l in 0..k {
                    into[i * k + l] += off * v[l * columns + j];
                    into[rows * k + l * columns + j] += off * u[i * k + l];
                }
            }
        }
    }))
}

fn matrix(args: &mut Settings, name: &str) -> Result<Vec<Vec<f64>>, Miss> {
    let rows: Option<Vec<Vec<f64>>> =
        args.take(name).and_then(|rows| rows.as_array()?.iter().map(numbers).collect());
    rows.filter(|rows| rows.iter().all(|row| !row.is_empty() && row.len() == rows[0].len()))
        .filter(|rows| !rows.is_empty())
        .ok_or_else(|| Miss::Failed(format!("`{name}` is not a matrix")))
}

fn numbers(row: &Value) -> Option<Vec<f64>> {
    row.as_array()?.iter().map(Value::as_f64).collect()
}

/// Row t of a table, whatever θ is.
fn table<'a>(file: &'a File, case: &'a Case) -> Result<Gradient<'a>, Miss> {
    let name = case.gradients.as_ref();
    let wrong = || Miss::Failed("it does not name its gradient table".to_string());
    let rows = &file.gradient_tables[name.ok_or_else(wrong)?];
    if rows.len() < case.steps || rows.iter().any(|row| row.len() != case.start.len()) {
        return Err(Miss::Failed("its gradient table does not fit it".to_string()));
    }
    Ok(Box::new(|t, _, into| match rows.get(t - 1) {
        Some(row) => into.copy_from_slice(row),
        // A descent asks once more than it steps.
        None => into.fill(0.0),
    }))
}

fn same_length(what: &str, found: usize, wanted: usize) -> Result<(), Miss> {
    if found == wanted {
        return Ok(());
    }
    Err(Miss::Failed(format!("`{what}` has length {found}, but its problem wants {wanted}")))
}
