//! What the book is built from: every crate from crates.io, under a licence
//! that deny.toml allows, and every direct one with its reason in Cargo.toml.

use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// The rooms of the house.
const OWN: [&str; 7] = ["book", "descent", "lab", "press", "setting", "table", "trace"];

pub(crate) const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

fn read(file: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect("a file")
}

/// The licences that deny.toml allows.
fn allowed() -> Vec<String> {
    let text = read("deny.toml");
    let list = text.split("allow = [").nth(1).and_then(|rest| rest.split(']').next());
    list.expect("a list").split('"').skip(1).step_by(2).map(String::from).collect()
}

/// Whether an expression such as `(MIT OR Apache-2.0) AND Unicode-3.0` can be
/// kept with what is allowed. Old manifests write `/` for `OR`.
fn permits(expression: &str, allowed: &[String]) -> bool {
    let text = expression.replace('/', " OR ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((inside, rest)) = text.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        return match rest.trim().split_once(' ') {
            None => permits(inside, allowed),
            Some(("AND", rest)) => permits(inside, allowed) && permits(rest, allowed),
            Some(("OR", rest)) => permits(inside, allowed) || permits(rest, allowed),
            _ => false,
        };
    }
    // AND binds before OR; no crate here has brackets after its first licence.
    text.split(" OR ").any(|all| all.split(" AND ").all(|one| allowed.iter().any(|a| a == one)))
}

#[test]
fn expressions_are_read_as_their_authors_meant_them() {
    let allowed = ["MIT", "ISC"].map(String::from);
    for good in [
        "MIT",
        "GPL-3.0 OR MIT",
        "GPL-3.0/MIT",
        "MIT AND ISC",
        "(MIT OR X) AND ISC",
        "X OR MIT AND ISC",
    ] {
        assert!(permits(good, &allowed), "{good}");
    }
    for bad in ["GPL-3.0", "MIT AND GPL-3.0", "(MIT OR X) AND X", "X OR MIT AND X", "(X) OR Y", ""]
    {
        assert!(!permits(bad, &allowed), "{bad}");
    }
}

/// What Cargo knows of all packages that are built here.
pub(crate) fn metadata() -> Value {
    let host = Command::new(env!("CARGO")).args(["-vV"]).output().expect("cargo");
    let host = String::from_utf8_lossy(&host.stdout).into_owned();
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host");
    // What is built here; cargo has nothing else on the disk.
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--offline", "--format-version", "1", "--filter-platform"])
        .arg(host)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn every_crate_is_from_crates_io_under_an_allowed_licence() {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().expect("packages");
    assert!(packages.len() > 50, "only {} crates", packages.len());
    let allowed = allowed();
    for package in packages {
        let name = package["name"].as_str().expect("a name");
        let licence = package["license"].as_str().unwrap_or_default();
        assert!(permits(licence, &allowed), "{name} is under `{licence}`");
        let own = OWN.contains(&name);
        assert!(own || package["source"] == CRATES_IO, "{name} is from {}", package["source"]);
    }
    // Those of other platforms, too, are from there, with a checksum each.
    let lock = read("Cargo.lock");
    for package in lock.split("[[package]]").skip(1) {
        let field = |name: &str| package.lines().any(|line| line.starts_with(name));
        let own = OWN.iter().any(|own| package.contains(&format!("\nname = \"{own}\"\n")));
        assert!(own || package.contains(CRATES_IO) && field("checksum = "), "{package}");
    }
}

#[test]
fn every_direct_dependency_has_its_reason() {
    let mut checked = 0;
    for folder in ["", "src/", "src/setting/", "book/table/", "book/press/", "book/trace/"] {
        let mut dependencies = false;
        for line in read(&format!("{folder}Cargo.toml")).lines() {
            if line.starts_with('[') {
                dependencies = line.ends_with("dependencies]");
            } else if dependencies && !line.starts_with('#') && !line.is_empty() {
                // What several packages use has its reason where it is declared.
                let shared =
                    line.ends_with(".workspace = true") || line.contains("workspace = true,");
                let own = line.contains("{ path = ");
                assert!(shared || own || line.contains(" # "), "without a reason: {line}");
                checked += 1;
            }
        }
    }
    assert!(checked > 60, "only {checked} dependencies were found");
}
