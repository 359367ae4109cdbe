//! The command line as a script sees it: arguments in; answers, errors and an exit code out.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::calls::NOW;
pub use crate::calls::{call, call_as, call_because, now, open, today};

pub const KEZHANG: &str = env!("CARGO_BIN_EXE_kezhang");

/// A book in a folder of its own, with a customer, a supplier and nothing posted.
pub struct Program {
    pub folder: TempDir,
    pub book: PathBuf,
}

#[derive(Debug)]
pub struct Outcome {
    pub code: i32,
    pub answer: String,
    pub error: String,
}

impl Outcome {
    /// The code of the error on stderr.
    pub fn refusal(&self) -> String {
        self.error_body()["code"].as_str().unwrap_or_default().to_owned()
    }

    pub fn error_body(&self) -> Value {
        let line = self.error.lines().last().unwrap_or_default();
        serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The answer of one command.
    pub fn body(&self) -> Value {
        serde_json::from_str(&self.answer).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The answers of a batch, a line each.
    pub fn answers(&self) -> Vec<Value> {
        self.answer.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    #[track_caller]
    pub fn expect(self, code: i32) -> Outcome {
        assert_eq!(self.code, code, "{self:?}");
        self
    }
}

impl Program {
    pub fn new() -> Program {
        Program::of_chart("cn-small")
    }

    pub fn of_chart(chart: &str) -> Program {
        let folder = tempfile::tempdir().unwrap();
        let program = Program { book: folder.path().join("book.kz"), folder };
        let arguments = ["new", program.path(), "--chart", chart, "--lang", "zh-CN", "--now", NOW];
        run(Command::new(KEZHANG).args(arguments), "").expect(0);
        for fields in
            [json!({"name": "上海墨香", "is_customer": true}), json!({"name": "宣纸厂", "is_supplier": true})]
        {
            program.call("party.save", json!({"fields": fields})).expect(0);
        }
        program
    }

    pub fn path(&self) -> &str {
        self.book.to_str().unwrap()
    }

    pub fn run(&self, arguments: &[&str]) -> Outcome {
        run(Command::new(KEZHANG).args(arguments).args(["--now", NOW, "--lang", "en"]), "")
    }

    pub fn call(&self, command: &str, input: Value) -> Outcome {
        self.run(&["call", self.path(), command, &input.to_string()])
    }

    pub fn batch(&self, arguments: &[&str], lines: &[Value]) -> Outcome {
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        let mut command = Command::new(KEZHANG);
        command.args(["batch", self.path(), "-", "--now", NOW]).args(arguments);
        run(&mut command, &text)
    }

    /// The proof holds.
    #[track_caller]
    pub fn verify(&self) {
        self.run(&["verify", self.path()]).expect(0);
    }
}

pub fn run(command: &mut Command, input: &str) -> Outcome {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    // The program may end before it has read everything.
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()).is_ok());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    Outcome {
        code: output.status.code().unwrap_or(-1),
        answer: String::from_utf8(output.stdout).unwrap(),
        error: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The fields of an invoice to the first customer: one line, 13 % tax.
pub fn invoice(price: &str) -> Value {
    json!({"fields": {"kind": "invoice", "party_id": 1, "date": "2026-07-01", "lines": [
        {"description": "宣纸", "quantity": "1", "unit_price": price, "tax": "VAT13"}]}})
}

pub fn receipt(amount: &str) -> Value {
    json!({"fields": {"kind": "receipt", "party_id": 1, "date": "2026-07-02", "amount": amount}})
}

pub fn line(command: &str, input: Value) -> Value {
    json!({"command": command, "input": input})
}
