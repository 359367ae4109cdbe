//! What the pages may load and ask: read from the shell's own configuration.

#![allow(clippy::unwrap_used, reason = "a test that cannot read the configuration should stop")]

use serde_json::Value;

fn read(path: &str) -> Value {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

/// Sources of the content policy that are no host: keywords, schemes of the program itself and of the pages' own data.
const LOCAL: &[&str] =
    &["'self'", "'none'", "'unsafe-inline'", "data:", "blob:", "ipc:", "http://ipc.localhost"];

fn remote_sources(policy: &Value) -> Vec<String> {
    let directives = policy.as_object().unwrap();
    directives
        .iter()
        .flat_map(|(directive, sources)| {
            let sources = sources.as_str().unwrap().split_whitespace();
            sources.map(move |source| (directive, source))
        })
        .filter(|(directive, source)| {
            let script_in_markup = *source == "'unsafe-inline'" && *directive != "style-src";
            script_in_markup || !LOCAL.contains(source)
        })
        .map(|(directive, source)| format!("{directive} {source}"))
        .collect()
}

#[test]
fn the_content_policy_names_no_host() {
    let policy = read("tauri.conf.json")["app"]["security"]["csp"].clone();
    assert_eq!(policy["default-src"], "'self'");
    assert_eq!(remote_sources(&policy), Vec::<String>::new());
}

#[test]
fn a_host_or_inline_script_in_the_policy_is_found() {
    let policy =
        serde_json::json!({"img-src": "'self' https://example.org", "script-src": "'unsafe-inline'"});
    assert_eq!(remote_sources(&policy).len(), 2);
}

#[test]
fn the_pages_may_ask_only_the_shell_itself() {
    let permissions = read("capabilities/main.json")["permissions"].clone();
    for permission in permissions.as_array().unwrap() {
        let name = permission.as_str().unwrap();
        let own = name.starts_with("allow-");
        let events = ["core:event:allow-listen", "core:event:allow-unlisten"].contains(&name);
        assert!(own || events, "{name} reaches a plugin or the system");
    }
}

/// Cargo builds the program for this package's tests, and the window tests drive it.
#[test]
fn the_program_is_built_beside_its_tests() {
    assert!(std::path::Path::new(env!("CARGO_BIN_EXE_kezhang-desktop")).exists());
}
