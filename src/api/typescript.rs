//! The window's types: one file per wire type, and the map from command names to inputs and outputs.

use std::path::Path;

use ts_rs::{Config, ExportError, TS, TypeVisitor};

use super::board::BOARD;
use super::context::Progress;
use crate::error::{Error, Result};

/// Writes every wire type into `folder`.
pub(super) struct Export<'c> {
    config: &'c Config,
    failed: Option<ExportError>,
}

impl TypeVisitor for Export<'_> {
    fn visit<Type: TS + 'static + ?Sized>(&mut self) {
        if Type::output_path().is_none() {
            Type::visit_dependencies(self);
            Type::visit_generics(self);
        } else if let Err(error) = Type::export_all(self.config) {
            self.failed = Some(error);
        } else {
            Type::visit_generics(self);
        }
    }
}

/// Exports a command's types and returns their names.
pub(super) fn export<Input: TS + 'static, Output: TS + 'static>(export: &mut Export<'_>) -> (String, String) {
    export.visit::<Input>();
    export.visit::<Output>();
    (Input::name(export.config), Output::name(export.config))
}

/// Writes the generated bindings into `folder`: types, and `index.ts` with `Commands` and the error codes.
///
/// # Errors
/// `file_forbidden`, `file_unusable` where the folder cannot be written.
pub fn write_bindings(folder: &Path) -> Result<()> {
    let config = Config::new().with_large_int("number").with_out_dir(folder);
    let mut visitor = Export { config: &config, failed: None };
    visitor.visit::<Error>();
    visitor.visit::<Progress>();
    let mut map = String::new();
    let mut names = std::collections::BTreeSet::new();
    for command in BOARD {
        let (input, output) = (command.export)(&mut visitor);
        map.push_str(&format!("  \"{}\": {{ input: {input}; output: {output} }};\n", command.name));
    }
    if let Some(error) = visitor.failed {
        return Err(Error::unexpected(error));
    }
    let entries = std::fs::read_dir(folder).map_err(|error| Error::of_file(folder, &error))?;
    for entry in entries {
        let path = entry.map_err(|error| Error::of_file(folder, &error))?.path();
        // A type of another crate lies in a folder of its own, named by the files that use it.
        if path.is_dir() {
            continue;
        }
        if let Some(name) = path.file_stem().and_then(|stem| stem.to_str()).filter(|name| *name != "index") {
            names.insert(name.to_owned());
        }
    }
    let mut index = String::from("// Generated from the board by `make bindings`. Do not edit.\n\n");
    for name in &names {
        index.push_str(&format!("export type {{ {name} }} from \"./{name}\";\n"));
    }
    index.push('\n');
    let used: Vec<&str> = names.iter().map(String::as_str).filter(|name| mentions(&map, name)).collect();
    for name in used {
        index.push_str(&format!("import type {{ {name} }} from \"./{name}\";\n"));
    }
    index.push_str(&format!("\n/** Every command of the board: what goes in, what comes out. */\nexport interface Commands {{\n{map}}}\n"));
    std::fs::write(folder.join("index.ts"), index).map_err(|error| Error::of_file(folder, &error))
}

/// Whether the map uses a type of that name (and not one whose name contains it).
fn mentions(map: &str, name: &str) -> bool {
    let boundary = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    map.match_indices(name).any(|(start, _)| {
        boundary(map[..start].chars().next_back()) && boundary(map[start + name.len()..].chars().next())
    })
}
