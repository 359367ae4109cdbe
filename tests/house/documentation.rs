//! The map shows every room and nothing that is gone, and a link between our own pages leads somewhere.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use regex::Regex;

use crate::floors::room_of;
use crate::tree::{Source, assert_none, root, sources};

const MAP: &str = "docs/ARCHITECTURE.md";

/// The map names a room as `src/room`.
fn rooms_off_the_map(files: &[Source]) -> Vec<String> {
    let Some(map) = files.iter().find(|file| file.path == MAP) else {
        return vec![format!("{MAP} is missing")];
    };
    let named = Regex::new(r"`src/([a-z_]+)(?:\.rs)?`").unwrap();
    let on_the_map: BTreeSet<&str> =
        named.captures_iter(&map.text).filter_map(|found| found.get(1)).map(|room| room.as_str()).collect();
    let built: BTreeSet<&str> = files
        .iter()
        .filter(|file| file.has_extension(&["rs"]))
        .filter_map(|file| room_of(&file.path))
        .collect();
    let roots = BTreeSet::from(["lib", "main"]);
    let missing = built.difference(&on_the_map).map(|room| format!("{MAP}: `src/{room}` is not on the map"));
    let gone = on_the_map
        .difference(&built)
        .filter(|room| !roots.contains(*room))
        .map(|room| format!("{MAP}: `src/{room}` does not exist"));
    missing.chain(gone).collect()
}

fn dead_links(files: &[Source], exists: impl Fn(&Path) -> bool) -> Vec<String> {
    let link = Regex::new(r"\]\(([^)\s#]+)(?:#[^)]*)?\)").unwrap();
    files
        .iter()
        .filter(|file| file.has_extension(&["md"]))
        .flat_map(|file| link.captures_iter(&file.text).map(move |found| (file, found[1].to_owned())))
        .filter(|(_, target)| !target.contains("://") && !target.starts_with("mailto:"))
        .filter(|(file, target)| !exists(&resolved(&file.path, target)))
        .map(|(file, target)| format!("{}: leads to {target}, which does not exist", file.path))
        .collect()
}

/// `docs/a.md` + `../README.md` → `README.md`.
fn resolved(page: &str, target: &str) -> PathBuf {
    let mut path = Path::new(page).parent().unwrap_or(Path::new("")).to_path_buf();
    for part in Path::new(target).components() {
        match part {
            Component::ParentDir => {
                path.pop();
            }
            Component::Normal(name) => path.push(name),
            _ => {}
        }
    }
    path
}

#[test]
fn the_map_shows_every_room() {
    assert_none(rooms_off_the_map(&sources()));
}

#[test]
fn every_link_leads_somewhere() {
    assert_none(dead_links(&sources(), |path| root().join(path).exists()));
}

#[test]
fn a_room_off_the_map_and_a_room_that_is_gone_are_found() {
    let map = Source::invented(MAP, "`src/money`, `src/cellar`");
    let rooms = [map, Source::invented("src/money/mod.rs", ""), Source::invented("src/store/mod.rs", "")];
    assert_eq!(rooms_off_the_map(&rooms).len(), 2);
}

#[test]
fn a_dead_link_is_found() {
    let page =
        Source::invented("docs/GUIDE.md", "[map](../README.md) [gone](gone.md) [web](https://example.org)");
    let found = dead_links(&[page], |path| path == Path::new("README.md"));
    assert_eq!(found, ["docs/GUIDE.md: leads to gone.md, which does not exist"]);
}
