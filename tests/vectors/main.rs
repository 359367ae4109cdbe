//! The worked examples of `vectors.json` against the pure functions. Each example names its source there.

mod aging;
mod documents;
mod figures;
mod payments;
mod reader;
mod statements;
mod writing;
