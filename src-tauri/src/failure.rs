//! How a refusal reaches the pages: `{code, message, details}`.

use serde::Serialize;
use serde_json::Value;

use kezhang::error::Error;

/// What a page gets when a command fails: the stable code and its data, from which the page makes a sentence in
/// the user's language; `message` is for copying into a report, not for reading.
#[derive(Debug, Clone, Serialize)]
pub struct Failure {
    code: String,
    message: String,
    details: Value,
}

pub type Outcome<T> = std::result::Result<T, Failure>;

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        let message = error.to_string();
        let code = error.code();
        let details = error.to_body().get_mut("details").map(Value::take).unwrap_or_default();
        Failure { code, message, details }
    }
}

/// A file of the user's that the system's dialogs or viewer cannot use.
pub fn file_failure(path: &std::path::Path, reason: impl ToString) -> Failure {
    Error::FileUnusable { path: path.display().to_string(), reason: reason.to_string() }.into()
}

/// A file of the user's that the operating system refused.
pub fn refused_file(path: &std::path::Path, error: &std::io::Error) -> Failure {
    Error::of_file(path, error).into()
}

/// Work on another thread that ended without an answer: a defect, reported as such instead of hanging a page.
pub fn lost_work(reason: impl ToString) -> Failure {
    Error::unexpected(format_args!("background work ended: {}", reason.to_string())).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_keeps_its_code_and_data() {
        let failure = Failure::from(Error::NotFound { kind: "party".into(), key: "C0001".into() });
        let wire = serde_json::to_value(&failure).unwrap();
        assert_eq!(wire["code"], "not_found");
        assert_eq!(wire["details"], serde_json::json!({"kind": "party", "key": "C0001"}));
    }

    #[test]
    fn a_refusal_without_data_has_empty_details() {
        let wire = serde_json::to_value(Failure::from(Error::Cancelled)).unwrap();
        assert_eq!(wire["details"], Value::Null);
    }
}
