//! Schedules that depend on metrics.

use crate::file::Rates;
use crate::settings::Settings;
use crate::tally::Miss;
use descent::Plateau;

/// Replays a plateau rule, whose rates depend on metrics.
pub(crate) fn replay(rates: &Rates, metrics: &[f64]) -> Result<f64, Miss> {
    let mut settings = Settings::new(&rates.hyper);
    let s = &mut settings;
    let common = Plateau {
        gamma: s.number("factor")?,
        cooldown: s.count("cooldown")?,
        ..Plateau::pytorch()
    };
    let (rate, rule, seen_before) = match rates.schedule.as_str() {
        "ReduceLROnPlateau" => {
            let (rate, threshold) = (s.number("lr")?, s.number("threshold")?);
            let [relative, absolute] = match s.word("threshold_mode")?.as_str() {
                "rel" => [threshold, 0.0],
                _ => [0.0, threshold],
            };
            let (patience, floor) = (s.count("patience")?, s.number("min_lr")? / rate);
            let larger = s.word("mode")? == "max";
            (rate, Plateau { patience, relative, absolute, floor, larger, ..common }, false)
        }
        "contrib.reduce_on_plateau" => {
            if s.count("accumulation_size")? != 1 {
                return Err(Miss::Skipped("the library takes no means of losses".to_string()));
            }
            let (relative, absolute) = (s.number("rtol")?, s.number("atol")?);
            // It acts on the last bad loss of its patience, not on the first past it.
            let (patience, floor) = (s.count("patience")? - 1, s.number("min_scale")?);
            (1.0, Plateau { patience, relative, absolute, floor, ..common }, true)
        }
        other => return Err(Miss::Skipped(format!("unknown schedule `{other}`"))),
    };
    settings.done()?;
    rule.check().map_err(|refused| Miss::Failed(refused.to_string()))?;
    let mut factors = rule.factors(metrics);
    if !seen_before {
        factors.insert(0, 1.0);
    }
    let mut worst = 0.0_f64;
    for (t, (theirs, factor)) in (1..).zip(rates.lr_per_step.iter().zip(factors)) {
        // A product for each fall, on each side.
        let multiple = (rate * factor / theirs - 1.0).abs() / (16.0 * f64::EPSILON);
        if multiple > 1.0 || multiple.is_nan() {
            let ours = rate * factor;
            return Err(Miss::Failed(format!("the rate of step {t} is {ours}, not {theirs}")));
        }
        worst = worst.max(multiple);
    }
    Ok(worst)
}
