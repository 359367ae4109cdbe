//! Nothing in the project points at one machine or one registry: no absolute home or work paths, no registry
//! host names. `Cargo.lock` is left out: the index name in it is part of its format.

use regex::Regex;

use crate::tree::{Source, assert_none, sources};

/// Written in pieces, so that this file keeps its own rule.
fn pointers() -> Regex {
    let hosts = ["npmjs", "yarnpkg", "npmmirror"].join("|");
    let homes = ["home", "root", "Users", "work"].join("|");
    let pattern = format!(
        r#"registry\.(?:{hosts})\.|static\.{crates}\.io|index\.{crates}\.io|py{pi}\.org|(?:deb|ftp)\.{debian}\.org|files\.python{hosted}\.org|(?:^|[\s"'`=(:])/(?:{homes})/[A-Za-z0-9_.]|[A-Z]:\\Users\\"#,
        crates = "crates",
        pi = "pi",
        debian = "debian",
        hosted = "hosted",
    );
    Regex::new(&pattern).unwrap()
}

fn offences(files: &[Source]) -> Vec<String> {
    let pointers = pointers();
    files
        .iter()
        .filter(|file| file.path != "Cargo.lock")
        .flat_map(|file| file.numbered_lines().map(move |(number, line)| (file, number, line)))
        .filter_map(|(file, number, line)| {
            let pointer = pointers.find(line)?;
            Some(format!("{}:{number}: points at one place: {}", file.path, pointer.as_str().trim()))
        })
        .collect()
}

#[test]
fn nothing_points_at_one_machine() {
    assert_none(offences(&sources()));
}

#[test]
fn a_pointer_at_one_machine_is_found() {
    let breaches = [
        format!(r#""resolved": "https://registry.{}.org/react""#, "npmjs"),
        format!("cd /{}/ling/kezhang", "home"),
        format!("path = \"/{}/books\"", "work"),
    ];
    for text in &breaches {
        assert_eq!(offences(&[Source::invented("ui/package-lock.json", text)]).len(), 1, "{text}");
    }
    let fine = "#!/usr/bin/env bash\n// a row per work/rest day, see src/home/root.rs";
    assert_none(offences(&[Source::invented("scripts/run.sh", fine)]));
}
