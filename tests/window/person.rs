//! A person before the window: what the tests do, in words.
//!
//! Things are found as a person finds them, by the words on them. Every verb waits until the thing is there, at
//! most [`PATIENCE`], and says what it was looking for when it gives up, with a picture of what was there instead.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder, Locator, elements::Element};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use tempfile::TempDir;
use tokio::process::{Child, Command};

const PATIENCE: Duration = Duration::from_secs(10);

/// One start of the program in a home of its own; closed by [`Person::leave`].
pub struct Person {
    client: Client,
    driver: Child,
    home: TempDir,
    story: String,
    pictures_taken: u32,
}

impl Person {
    /// Starts the program as on the first day: an empty home, no book.
    pub async fn starts(story: &str) -> Person {
        let home = TempDir::new().unwrap();
        std::fs::write(home.path().join("pick"), "").unwrap();
        let port = free_port();
        let driver = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("TAURI_AUTOMATION", "true")
            .env("HOME", home.path())
            .env("XDG_CONFIG_HOME", home.path().join("config"))
            .env("XDG_DATA_HOME", home.path().join("data"))
            .env("XDG_CACHE_HOME", home.path().join("cache"))
            .env("KEZHANG_PICK", home.path().join("pick"))
            .env("LANG", "zh_CN.UTF-8")
            .env("NO_AT_BRIDGE", "1") // no accessibility bus: nothing listens here
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("WebKitWebDriver starts (Debian: webkit2gtk-driver)");
        let client = connect(port).await;
        Person { client, driver, home, story: story.into(), pictures_taken: 0 }
    }

    /// Closes the window and waits until the program has ended.
    pub async fn leaves(mut self) {
        self.client.clone().close().await.unwrap();
        self.driver.kill().await.unwrap();
    }

    /// A path in the home of this person.
    pub fn at_home(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// The next file dialogs answer with this path.
    pub fn will_choose(&self, path: &Path) {
        std::fs::write(self.home.path().join("pick"), path.to_str().unwrap()).unwrap();
    }

    /// Waits until these words stand somewhere in the window.
    pub async fn sees(&mut self, words: &str) {
        let shown = format!("//body//*[text()[contains(normalize-space(.), {})]]", quoted(words));
        self.finds(&shown, words).await;
    }

    /// Presses the button, link, menu item, tab or option that says this.
    pub async fn presses(&mut self, words: &str) {
        let said = quoted(&without_spaces(words));
        let says =
            format!("[translate(normalize-space(.), ' ', '') = {said} or @aria-label = {}]", quoted(words));
        let pressable = format!(
            "//button{says} | //a{says} | //*[@role='button' or @role='menuitem' or @role='tab' or @role='option']{says}"
        );
        let element = self.finds(&pressable, words).await;
        element.click().await.unwrap();
    }

    /// Writes into the field with this label or placeholder, replacing what stood there.
    pub async fn writes(&mut self, label: &str, text: &str) {
        let field = self.field(label).await;
        field.click().await.unwrap();
        field.send_keys(&format!("{}a", char::from(Key::Control))).await.unwrap();
        field.send_keys(&char::from(Key::Null).to_string()).await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Presses a key in whatever has the focus.
    pub async fn types(&mut self, keys: &str) {
        self.client.active_element().await.unwrap().send_keys(keys).await.unwrap();
    }

    pub async fn reads(&mut self, css: &str) -> String {
        self.client
            .wait()
            .at_most(PATIENCE)
            .for_element(Locator::Css(css))
            .await
            .unwrap()
            .text()
            .await
            .unwrap()
    }

    /// Runs a script in the page: for asking what no eye can see (policy, focus), never for acting.
    pub async fn asks(&mut self, script: &str) -> serde_json::Value {
        self.client.execute(script, Vec::new()).await.unwrap()
    }

    /// Keeps a picture of the window: `target/window-shots/STORY-NN-NAME.png`.
    pub async fn keeps_a_picture(&mut self, name: &str) {
        let picture = self.client.screenshot().await.unwrap();
        self.pictures_taken += 1;
        let folder = repository().join("target/window-shots");
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join(format!("{}-{:02}-{name}.png", self.story, self.pictures_taken));
        std::fs::write(file, picture).unwrap();
    }

    async fn field(&mut self, label: &str) -> Element {
        let words = quoted(label);
        let found = format!(
            "//*[self::input or self::textarea][@placeholder = {words} or @aria-label = {words} \
             or @id = //label[normalize-space(.) = {words}]/@for]"
        );
        self.finds(&found, label).await
    }

    async fn finds(&mut self, xpath: &str, sought: &str) -> Element {
        let given_up_at = Instant::now() + PATIENCE;
        loop {
            for element in self.client.find_all(Locator::XPath(xpath)).await.unwrap() {
                if element.is_displayed().await.unwrap_or(false) {
                    return element;
                }
            }
            if Instant::now() > given_up_at {
                self.keeps_a_picture("gave-up").await;
                panic!("{}: no {sought:?} in the window", self.story);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

/// The driver needs a moment to listen, then up to ten seconds to start the program.
async fn connect(port: u16) -> Client {
    let options = json!({"webkitgtk:browserOptions": {"binary": program(), "args": []}});
    let serde_json::Value::Object(capabilities) = options else { unreachable!() };
    let given_up_at = Instant::now() + 2 * PATIENCE;
    loop {
        let attempt = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities.clone())
            .connect(&format!("http://127.0.0.1:{port}"))
            .await;
        match attempt {
            Ok(client) => return client,
            Err(error) if Instant::now() > given_up_at => panic!("the window did not open: {error}"),
            Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
        }
    }
}

/// The program under test: `KEZHANG_WINDOW`, or the one `make` builds.
fn program() -> PathBuf {
    let built = || repository().join("target/debug/kezhang-desktop");
    let program = std::env::var_os("KEZHANG_WINDOW").map_or_else(built, PathBuf::from);
    assert!(program.exists(), "{} is not built: run `make window`", program.display());
    program
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// An XPath string; XPath 1.0 has no escape, so words with both kinds of quotes cannot be sought.
fn quoted(words: &str) -> String {
    if words.contains('\'') { format!("\"{words}\"") } else { format!("'{words}'") }
}

/// Buttons of two characters are set with a space between them.
fn without_spaces(words: &str) -> String {
    words.split_whitespace().collect()
}
