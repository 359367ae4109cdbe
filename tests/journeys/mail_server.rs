//! A mail server beside a book, that misbehaves as it is told.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::judge::judge;

/// Runs until it is dropped.
pub struct Server {
    pub folder: TempDir,
    pub port: u16,
    child: Child,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Server {
    pub fn new(how: &str) -> Server {
        let folder = tempfile::tempdir().unwrap();
        if how.contains("tls") {
            certify(folder.path());
        }
        let mut child = Command::new(judge("python3"))
            .args(["-c", include_str!("mail_server.py"), how])
            .arg(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        Server { folder, port: line.trim().parse().unwrap(), child }
    }

    /// What it has taken, in order.
    pub fn taken(&self) -> Vec<Value> {
        let text = std::fs::read_to_string(self.folder.path().join("taken.jsonl")).unwrap_or_default();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    pub fn certificate(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("certificate.pem")).unwrap()
    }

    /// The account of a book whose mails go here in the clear.
    pub fn account(&self) -> Value {
        json!({"server": "127.0.0.1", "port": self.port, "security": "none", "sender_name": "墨香文具",
            "sender_address": "books@ink.example.cn"})
    }
}

/// A certificate of its own for `localhost`.
fn certify(folder: &Path) {
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"])
        .args(["-addext", "subjectAltName=DNS:localhost", "-addext", "basicConstraints=critical,CA:FALSE"])
        .args(["-keyout", "key.pem", "-out", "certificate.pem"])
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(made.status.success(), "{made:?}");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    std::fs::write(folder.join("server.pem"), read("key.pem") + &read("certificate.pem")).unwrap();
}
