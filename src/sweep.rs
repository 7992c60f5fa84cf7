//! Many descents at once: settings × seeds, on all cores.

#[cfg(not(target_family = "wasm"))]
use rayon::prelude::*;

/// What `run` comes to for each setting and each seed: one row for a setting,
/// one entry for a seed, in the order in which they were given.
///
/// Runs share nothing and each result has its place, so it does not matter how
/// many cores there are and which run is done first.
///
/// ```
/// use descent::{GradientDescent, descend, surface::Quadratic, sweep};
/// let bowl = Quadratic { curvature: [1.0] };
/// let ends = sweep(&[0.5, 1.0], &[1, 2, 3], |&rate, seed| {
///     let path = descend(&GradientDescent { rate }, &bowl, &[seed as f64], 1);
///     path.expect("valid settings").end()[0]
/// });
/// assert_eq!(ends, [[0.5, 1.0, 1.5], [0.0, 0.0, 0.0]]);
/// ```
pub fn sweep<S: Sync, R: Send>(
    settings: &[S],
    seeds: &[u64],
    run: impl Fn(&S, u64) -> R + Sync,
) -> Vec<Vec<R>> {
    let runs = 0..settings.len() * seeds.len();
    // A browser has one thread for it.
    #[cfg(not(target_family = "wasm"))]
    let runs = runs.into_par_iter();
    let ends: Vec<R> = runs
        .map(|i| {
            run(&settings[i / seeds.len()], seeds[i % seeds.len()])
        })
        .collect();
    let mut ends = ends.into_iter();
    settings
        .iter()
        .map(|_| ends.by_ref().take(seeds.len()).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::sweep;
    use crate::random::{seeded, uniform};
    use crate::surface::Rosenbrock;
    use crate::{Adam, descend};

    #[test]
    fn the_number_of_threads_changes_no_bit() {
        let rates: Vec<f64> =
            (1..20).map(|i| 0.01 * f64::from(i)).collect();
        let seeds: Vec<u64> = (0..13).collect();
        let ends = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build();
            pool.expect("threads").install(|| {
                sweep(&rates, &seeds, |&rate, seed| {
                    let mut chance = seeded(seed);
                    let start = [(); 2]
                        .map(|()| uniform(&mut chance, -2.0, 2.0));
                    let rule = Adam { rate, ..Adam::paper() };
                    let path = descend(&rule, &Rosenbrock, &start, 50)
                        .expect("valid settings");
                    path.final_loss().to_bits()
                })
            })
        };
        let alone = ends(1);
        assert_eq!(
            (alone.len(), alone[0].len()),
            (rates.len(), seeds.len())
        );
        assert!(
            alone[0] != alone[1] && alone[0][0] != alone[0][1],
            "settings and seeds matter"
        );
        for threads in [2, 3, 8] {
            assert_eq!(ends(threads), alone, "{threads} threads");
        }
    }

    #[test]
    fn without_seeds_every_row_is_empty_and_without_settings_there_is_none()
     {
        assert_eq!(sweep(&[1, 2], &[], |_, _| 0), [[0; 0]; 2]);
        assert_eq!(
            sweep(&[0; 0], &[1, 2], |_, _| 0),
            Vec::<Vec<i32>>::new()
        );
    }
}
