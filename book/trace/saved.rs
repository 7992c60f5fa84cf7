//! A run that stops and goes on: `--save FILE` and `--resume FILE`.
//!
//! The file is one JSON object: the settings in force, how many steps have been
//! taken, the parameters, and all that the rule remembers. Every number restores
//! exactly, so the further steps are those of a run that never stopped.

use super::settings::{InForce, Mistakes, finite};
use descent::{AnyRule, Optimizer};
use serde_json::{Map, Value, json};

/// Where a run stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Saved {
    /// How many steps have been taken.
    pub(super) taken: usize,
    /// θ.
    pub(super) theta: Vec<f64>,
    /// What the rule remembers, part by part.
    pub(super) memory: Vec<(String, Vec<f64>)>,
}

type State = <AnyRule as Optimizer>::State;

impl Saved {
    /// Where a run stands with this state.
    pub(super) fn of(rule: &AnyRule, state: &mut State, theta: &[f64], taken: usize) -> Self {
        let mut memory = Vec::new();
        rule.memory(state, &mut |part, values| memory.push((part.to_string(), values.to_vec())));
        Self { taken, theta: theta.to_vec(), memory }
    }

    /// The state to go on with.
    ///
    /// # Errors
    /// A sentence if this is not what the rule remembers.
    pub(super) fn state(&self, rule: &AnyRule) -> Result<State, String> {
        let mut state = rule.init(self.theta.len());
        let wanted = Self::of(rule, &mut state, &self.theta, 0).shape();
        if wanted != self.shape() {
            return Err(format!(
                "--resume holds {}, but this rule remembers {wanted}: give the settings it was saved with",
                self.shape()
            ));
        }
        let mut parts = self.memory.iter();
        rule.memory(&mut state, &mut |_, values| {
            if let Some((_, from)) = parts.next() {
                values.copy_from_slice(from);
            }
        });
        Ok(state)
    }

    /// `mean (2 numbers), decay (2 numbers)`
    fn shape(&self) -> String {
        let one = |(name, values): &(String, Vec<f64>)| match values.len() {
            1 => format!("{name} (1 number)"),
            n => format!("{name} ({n} numbers)"),
        };
        let parts: Vec<String> = self.memory.iter().map(one).collect();
        if parts.is_empty() { "nothing".into() } else { parts.join(", ") }
    }

    /// The file's text.
    pub(super) fn text(&self, settings: &InForce) -> String {
        let list =
            |values: &[f64]| Value::from(values.iter().map(|&x| finite(x)).collect::<Vec<_>>());
        let settings: Map<String, Value> =
            settings.iter().map(|(name, value)| (name.to_string(), value.clone())).collect();
        // A list of pairs: rules around each other may use a name twice.
        let memory: Vec<Value> =
            self.memory.iter().map(|(name, values)| json!([name, list(values)])).collect();
        let whole = json!({
            "settings": settings, "taken": self.taken, "parameters": list(&self.theta), "memory": memory,
        });
        format!("{whole:#}\n")
    }

    /// Reads a file's text.
    ///
    /// # Errors
    /// A sentence for each thing that is wrong with it.
    pub(super) fn read(name: &str, text: &str) -> Result<Self, Mistakes> {
        let whole: Value = serde_json::from_str(text).map_err(|error| {
            vec![format!("{name}: expected a state that --save has written: {error}")]
        })?;
        let mut mistakes = Mistakes::new();
        let mut wrong = |wanted: &str| mistakes.push(format!("{name}: expected {wanted}"));
        let taken = whole["taken"].as_u64().and_then(|taken| usize::try_from(taken).ok());
        if taken.is_none() {
            wrong("\"taken\", a number of steps");
        }
        let theta = numbers(&whole["parameters"])
            .filter(|theta| !theta.is_empty() && theta.iter().all(|w| w.is_finite()));
        if theta.is_none() {
            wrong("\"parameters\", a list of finite numbers");
        }
        let pair = |pair: &Value| Some((pair[0].as_str()?.to_owned(), numbers(&pair[1])?));
        let memory = whole["memory"].as_array().and_then(|all| all.iter().map(pair).collect());
        if memory.is_none() {
            wrong("\"memory\", a list of names, each with its numbers");
        }
        match (taken, theta, memory) {
            (Some(taken), Some(theta), Some(memory)) => Ok(Self { taken, theta, memory }),
            _ => Err(mistakes),
        }
    }
}

/// A list of numbers; "inf", "-inf" and "NaN" are numbers too.
fn numbers(list: &Value) -> Option<Vec<f64>> {
    let one = |value: &Value| value.as_f64().or_else(|| value.as_str()?.parse().ok());
    list.as_array()?.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use descent::Momentum;

    #[test]
    fn what_is_written_is_read_again_bit_for_bit() {
        let memory = vec![("a".into(), vec![f64::INFINITY, 1e-320, -0.0]), ("a".into(), vec![])];
        let saved = Saved { taken: 7, theta: vec![0.1 + 0.2, -1e300], memory };
        let text = saved.text(&vec![("optimizer", json!("adam"))]);
        let again = Saved::read("s.json", &text).expect("its own text");
        assert_eq!(again, saved);
        assert!(again.memory[0].1[2].is_sign_negative());
    }

    #[test]
    fn all_that_is_wrong_with_a_file_is_said() {
        let said = |text| Saved::read("s.json", text).expect_err(text);
        assert!(said("t,x\n0,1\n")[0].starts_with("s.json: expected a state that --save has"));
        assert_eq!(
            said(r#"{"taken": -1, "parameters": [1, "inf"], "memory": [["a", [true]]]}"#),
            [
                "s.json: expected \"taken\", a number of steps",
                "s.json: expected \"parameters\", a list of finite numbers",
                "s.json: expected \"memory\", a list of names, each with its numbers",
            ]
        );
    }

    #[test]
    fn a_state_of_another_rule_is_refused() {
        let rule = AnyRule::of(Momentum { rate: 0.1, ..Momentum::notes() });
        let saved = Saved { taken: 1, theta: vec![1.0], memory: vec![("mean".into(), vec![1.0])] };
        let Err(said) = saved.state(&rule) else { panic!("momentum remembers no mean") };
        assert_eq!(
            said,
            "--resume holds mean (1 number), but this rule remembers velocity (1 number), \
             started (1 number): give the settings it was saved with"
        );
    }
}
