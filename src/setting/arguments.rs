//! What was typed, so that nobody takes a number for a flag.

use std::ffi::OsString;

/// The arguments of a program with each value that starts with a minus joined to
/// its flag, `--tilt=-1e-3`: so no number is taken for a flag, however it is
/// written, and no flag for the value of the one before it. Flags are called as
/// Python would call them, too: `--weight_decay`.
///
/// Programs have no flags of one letter but `-h` and `-V`, and read standard input
/// for `-`.
pub fn arguments(
    typed: impl IntoIterator<Item = OsString>,
) -> Vec<OsString> {
    let mut joined: Vec<OsString> = Vec::new();
    // Whether the last one is a flag that may take the next for its value.
    let mut waits = false;
    let mut typed = typed.into_iter();
    while let Some(argument) = typed.next() {
        let text = argument.to_str().unwrap_or_default();
        let minus = text.len() > 1
            && text.starts_with('-')
            && !text.starts_with("--");
        if let (true, true, Some(flag)) = (
            waits,
            minus && !["-h", "-V"].contains(&text),
            joined.last_mut(),
        ) {
            flag.push("=");
            flag.push(&argument);
            waits = false;
            continue;
        }
        if text == "--" {
            // What follows are no flags.
            joined.push(argument);
            joined.extend(typed);
            break;
        }
        waits = text.starts_with("--") && !text.contains('=');
        let (flag, value) =
            text.find('=').map_or((text, ""), |at| text.split_at(at));
        let ours = text.starts_with("--") && flag.contains('_');
        joined.push(if ours {
            (flag.replace('_', "-") + value).into()
        } else {
            argument
        });
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::arguments;

    #[test]
    fn a_minus_begins_a_value_behind_a_flag_and_nothing_else() {
        for (typed, seen) in [
            (
                "trace --tilt -1e-3 --state",
                "trace --tilt=-1e-3 --state",
            ),
            ("--from -.5,-inf --rate -x", "--from=-.5,-inf --rate=-x"),
            ("--from --steps 5", "--from --steps 5"),
            (
                "--gradients - --rate 0.1 -5",
                "--gradients - --rate 0.1 -5",
            ),
            ("--state -h -V", "--state -h -V"),
            ("--tilt=-1 -2", "--tilt=-1 -2"),
            (
                "-5 --beta_1 -5 --clip_norm=a_b my_file",
                "-5 --beta-1=-5 --clip-norm=a_b my_file",
            ),
            ("--a -- --b_c -1", "--a -- --b_c -1"),
        ] {
            let found = arguments(typed.split(' ').map(Into::into));
            assert_eq!(
                found,
                seen.split(' ').collect::<Vec<_>>(),
                "{typed}"
            );
        }
    }
}
