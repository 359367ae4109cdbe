//! One place opens connections: the sending of mails. Everything else works without a network, ever.

use regex::Regex;

use crate::tree::{Source, assert_none, sources};

const SENDING: &str = "src/mail/";
const PROGRAM: &[&str] = &["src/", "src-tauri/"];

fn offences(files: &[Source]) -> Vec<String> {
    let speaks = Regex::new(r"\b(std::net|lettre|TcpStream|UdpSocket|ToSocketAddrs)\b").unwrap();
    files
        .iter()
        .filter(|file| file.has_extension(&["rs"]) && file.lies_in(PROGRAM) && !file.lies_in(&[SENDING]))
        .filter(|file| speaks.is_match(&file.text))
        .map(|file| format!("{}: only {SENDING} speaks to a server", file.path))
        .collect()
}

#[test]
fn only_the_sending_of_mails_opens_connections() {
    assert_none(offences(&sources()));
}

#[test]
fn a_room_that_opens_a_connection_is_found() {
    let text = "use std::net::TcpStream;";
    assert_eq!(offences(&[Source::invented("src/runs/mailing.rs", text)]).len(), 1);
    assert_none(offences(&[Source::invented("src/mail/smtp.rs", text)]));
}
