//! A file is named for what it holds; a rag-bag is named for nothing.

use crate::tree::{Source, assert_none, sources};

const RAG_BAGS: &[&str] = &[
    "common", "helper", "helpers", "manager", "misc", "new", "old", "service", "services", "stuff", "tmp",
    "util", "utils", "v2",
];

fn offences(files: &[Source]) -> Vec<String> {
    files
        .iter()
        .filter(|file| file.has_extension(&["rs", "ts", "tsx", "sql", "css", "sh", "md"]))
        .filter_map(|file| {
            let mut parts = file.path.split('/').map(|part| part.split('.').next().unwrap_or(part));
            let rag_bag = parts.find(|part| RAG_BAGS.contains(&part.to_lowercase().as_str()))?;
            Some(format!("{}: say what {rag_bag} holds", file.path))
        })
        .collect()
}

#[test]
fn no_file_or_folder_is_a_rag_bag() {
    assert_none(offences(&sources()));
}

#[test]
fn a_rag_bag_is_found() {
    for path in ["src/ledger/utils.rs", "ui/src/helpers/date.ts", "ui/src/Common.tsx"] {
        assert_eq!(offences(&[Source::invented(path, "")]).len(), 1, "{path}");
    }
    assert_none(offences(&[Source::invented("src/ledger/voucher.rs", "")]));
}
