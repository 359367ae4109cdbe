//! A person before the window: what the tests do, in words.
//!
//! Things are found as a person finds them, by the words on them. Every verb waits until the thing is there, at
//! most [`PATIENCE`], and says what it was looking for when it gives up, with a picture of what was there instead.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use fantoccini::error::{CmdError, ErrorStatus};
use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder, Locator, elements::Element};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

const PATIENCE: Duration = Duration::from_secs(10);
const LONG_WORK: Duration = Duration::from_secs(300);
/// Answers once the page has shown nothing new for a while and reads nothing any more.
const UNTIL_STILL: &str = r#"
  return new Promise(done => {
    let still = 0, waited = 0;
    const watch = new MutationObserver(() => { still = 0 });
    watch.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    const look = setInterval(() => {
      waited += 50;
      still = document.querySelector(".ant-spin-spinning, .pdf:empty, [aria-busy=true]") ? 0 : still + 50;
      if (still < 300 && waited < 10000) return;
      clearInterval(look);
      watch.disconnect();
      done(true);
    }, 50);
  });
"#;

const TAB: &str = "\u{E004}";
const DOWN: &str = "\u{E015}";
const MOST_TABS: u32 = 150;
const MOST_HITS: u32 = 20;
pub const ENTER: &str = "\u{E007}";
/// Ctrl+Enter.
pub const CONFIRM: &str = "\u{E009}\u{E007}";

/// One start of the program in a home of its own, before a screen of its own, closed by [`Person::leaves`].
pub struct Person {
    client: Client,
    _driver: Driver,
    _screen: Screen,
    home: TempDir,
    story: String,
    pictures_taken: u32,
}

impl Person {
    /// Starts the program as on the first day: an empty home, no book.
    pub async fn starts(story: &str) -> Person {
        let home = TempDir::new().unwrap();
        std::fs::write(home.path().join("pick"), "").unwrap();
        let screen = Screen::lit().await;
        let port = free_port();
        let driver = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("DISPLAY", &screen.name)
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("TAURI_AUTOMATION", "true")
            .env("HOME", home.path())
            .env("XDG_CONFIG_HOME", home.path().join("config"))
            .env("XDG_DATA_HOME", home.path().join("data"))
            .env("XDG_CACHE_HOME", home.path().join("cache"))
            .env("KEZHANG_PICK", home.path().join("pick"))
            .env("LANG", "C.UTF-8") // every machine has it; the window then begins in English
            // Without a session bus the program cannot hand over to the one before it, which may still be closing.
            .env("DBUS_SESSION_BUS_ADDRESS", "disabled:")
            .env("NO_AT_BRIDGE", "1") // no accessibility bus: nothing listens here
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0) // the window belongs to it, so that both can be ended together
            .spawn()
            .map(Driver)
            .expect("WebKitWebDriver starts (Debian: webkit2gtk-driver)");
        let client = connect(port).await;
        Person { client, _driver: driver, _screen: screen, home, story: story.into(), pictures_taken: 0 }
    }

    /// Closes the window.
    pub async fn leaves(self) {
        self.client.clone().close().await.unwrap();
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
        self.finds(&shown(words), words, PATIENCE).await;
    }

    /// Waits for words that come at the end of longer work.
    pub async fn waits_for(&mut self, words: &str) {
        self.finds(&shown(words), words, LONG_WORK).await;
    }

    /// Waits until a drawing whose name begins so stands in the window.
    pub async fn sees_drawn(&mut self, name: &str) {
        let drawing = format!("//*[@role='img'][starts-with(@aria-label, {})]", quoted(name));
        self.finds(&drawing, name, PATIENCE).await;
    }

    /// Presses the button, link, menu item, tab or option that says this, or says it in bold with more beneath,
    /// once it can be pressed.
    pub async fn presses(&mut self, words: &str) {
        let said = quoted(&without_spaces(words));
        let says = format!(
            "[translate(normalize-space(.), ' ', '') = {said} or .//b = {} or @aria-label = {}][not(@disabled)]",
            quoted(words),
            quoted(words)
        );
        let pressable = format!(
            "//button{says} | //a{says} | //*[@role='button' or @role='menuitem' or @role='tab' or @role='option']{says}"
        );
        self.clicks(&pressable, words).await;
    }

    /// Presses the button of a dialog, where the page beneath has one that says the same.
    pub async fn presses_in_dialog(&mut self, words: &str) {
        let said = quoted(&without_spaces(words));
        let button = format!("//*[@role='dialog']//button[translate(normalize-space(.), ' ', '') = {said}]");
        self.clicks(&button, words).await;
    }

    /// Chooses the option of a group, or ticks the box, that says this.
    pub async fn presses_radio(&mut self, words: &str) {
        let option = format!("//label[normalize-space(.) = {}]", quoted(words));
        self.clicks(&option, words).await;
    }

    /// Makes the window this large, as far as the screen allows.
    pub async fn has_a_window_of(&mut self, width: u32, height: u32) {
        self.client.set_window_size(width, height).await.unwrap();
    }

    /// Writes into the field with this label or placeholder, replacing what stood there.
    pub async fn writes(&mut self, label: &str, text: &str) {
        let words = quoted(label);
        let found = format!(
            "//*[self::input or self::textarea][@placeholder = {words} or @aria-label = {words} \
             or @id = //label[normalize-space(.) = {words}]/@for]"
        );
        let all = format!("{}a", char::from(Key::Control));
        let given_up_at = Instant::now() + PATIENCE;
        loop {
            let field = self.clicks(&found, label).await;
            let written = match field.send_keys(&all).await {
                Ok(()) => field.send_keys(text).await,
                refused => refused,
            };
            match written {
                Err(gone) if gone.is_stale_element_reference() && Instant::now() < given_up_at => {}
                written => return written.unwrap(),
            }
        }
    }

    /// Presses a key in whatever has the focus.
    pub async fn types(&mut self, keys: &str) {
        let given_up_at = Instant::now() + PATIENCE;
        loop {
            match self.client.active_element().await.unwrap().send_keys(keys).await {
                Err(gone) if gone.is_stale_element_reference() && Instant::now() < given_up_at => {}
                typed => return typed.unwrap(),
            }
        }
    }

    /// Goes on with the tabulator until the keyboard is on what bears this label or these words.
    pub async fn tabs_to(&mut self, words: &str) {
        let script = format!(
            "const at = document.activeElement, said = {};
             const names = [at?.getAttribute('aria-label'), at?.placeholder, at?.labels?.[0]?.innerText,
               at === document.body ? null : at?.innerText];
             return names.some(name => name?.trim() === said)",
            json!(words)
        );
        for _ in 0..MOST_TABS {
            if self.asks(&script).await == json!(true) {
                return;
            }
            self.types(TAB).await;
        }
        self.keeps_a_picture("gave-up").await;
        panic!("{}: the tabulator does not come to {words:?}", self.story);
    }

    /// Goes to a field with the tabulator and writes into it, replacing what stood there.
    pub async fn fills(&mut self, label: &str, text: &str) {
        self.tabs_to(label).await;
        self.types(&format!("{}a", char::from(Key::Control))).await;
        self.types(text).await;
    }

    /// Opens what the palette finds under these words.
    pub async fn goes_by_palette(&mut self, words: &str) {
        self.types(&format!("{}k", char::from(Key::Control))).await;
        self.is_still().await;
        self.types(words).await;
        self.is_still().await;
        let chosen = "return document.querySelector('.palette-hit[aria-selected=true]')?.innerText ?? ''";
        for _ in 0..MOST_HITS {
            let hit = self.asks(chosen).await;
            if hit.as_str().is_some_and(|hit| hit.lines().next() == Some(words)) {
                self.types(ENTER).await;
                return;
            }
            self.types(DOWN).await;
        }
        self.keeps_a_picture("gave-up").await;
        panic!("{}: the palette does not find {words:?}", self.story);
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

    /// From now on the page takes this computer for one without a network, as on a train.
    pub async fn loses_the_network(&mut self) {
        self.asks("dispatchEvent(new Event('offline'))").await;
    }

    /// Loads the page anew and waits until it stands: what was asked of the old one would go unanswered.
    pub async fn reloads(&mut self) {
        self.asks("window.isLeaving = true; location.reload()").await;
        let stands = "return !window.isLeaving && document.readyState === 'complete'";
        let given_up_at = Instant::now() + PATIENCE;
        while !self.client.execute(stands, Vec::new()).await.is_ok_and(|stands| stands == json!(true)) {
            assert!(Instant::now() < given_up_at, "{}: the page does not load", self.story);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Opens the page at an address, as a link to it would.
    pub async fn goes_to(&mut self, address: &str) {
        self.asks(&format!("location.hash = {}", json!(format!("#{address}")))).await;
    }

    /// Waits until the window shows nothing new.
    pub async fn is_still(&mut self) {
        self.asks(UNTIL_STILL).await;
    }

    /// Clicks the first thing that answers to a selector, once nothing lies over it.
    pub async fn clicks_on(&mut self, css: &str) {
        let given_up_at = Instant::now() + PATIENCE;
        loop {
            let thing = self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await;
            let thing = thing.unwrap_or_else(|_| panic!("{}: no {css} in the window", self.story));
            match thing.click().await {
                Err(error) if can_pass(&error) && Instant::now() < given_up_at => {
                    self.brings_into_sight(&thing).await;
                }
                clicked => return clicked.unwrap(),
            }
        }
    }

    /// Keeps a picture of the window once it is still: `target/window-shots/STORY-NN-NAME.png`.
    pub async fn keeps_a_picture(&mut self, name: &str) {
        self.is_still().await;
        let picture = self.client.screenshot().await.unwrap();
        self.pictures_taken += 1;
        let folder = repository().join("target/window-shots");
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join(format!("{}-{:02}-{name}.png", self.story, self.pictures_taken));
        std::fs::write(file, picture).unwrap();
    }

    /// Clicks what is found; scrolls to it where it is out of sight, finds it again where the page was drawn anew.
    async fn clicks(&mut self, xpath: &str, sought: &str) -> Element {
        let given_up_at = Instant::now() + PATIENCE;
        loop {
            let element = self.finds(xpath, sought, PATIENCE).await;
            match element.click().await {
                Err(error) if can_pass(&error) && Instant::now() < given_up_at => {
                    self.brings_into_sight(&element).await;
                }
                clicked => {
                    clicked.unwrap();
                    return element;
                }
            }
        }
    }

    async fn brings_into_sight(&self, element: &Element) {
        let place = serde_json::to_value(element).unwrap();
        let scroll = "arguments[0].scrollIntoView({block: 'center'})";
        self.client.execute(scroll, vec![place]).await.ok(); // gone by now: it is found again
        tokio::time::sleep(Duration::from_millis(50)).await;
    }

    /// By the page's own account: the driver takes text for hidden that is cut off by a pixel in the cell of a table.
    async fn is_visible(&self, element: &Element) -> bool {
        let script = "return arguments[0].checkVisibility({visibilityProperty: true, opacityProperty: true})
            && arguments[0].getClientRects().length > 0";
        let place = serde_json::to_value(element).unwrap();
        self.client.execute(script, vec![place]).await.is_ok_and(|visible| visible == json!(true))
    }

    async fn finds(&mut self, xpath: &str, sought: &str, patience: Duration) -> Element {
        let given_up_at = Instant::now() + patience;
        loop {
            let found = match self.client.find_all(Locator::XPath(xpath)).await {
                Err(gone) if gone.is_stale_element_reference() => Vec::new(), // drawn anew meanwhile
                found => found.unwrap(),
            };
            for element in found {
                if element.is_displayed().await.unwrap_or(false) || self.is_visible(&element).await {
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

/// A screen that nobody sees: stories that run beside each other do not take each other's focus.
struct Screen {
    name: String,
    _server: Child,
}

impl Screen {
    async fn lit() -> Screen {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("Xvfb starts (Debian: xvfb)");
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).await.unwrap();
        Screen { name: format!(":{}", number.trim()), _server: server }
    }
}

/// The driver and, in its process group, every process of the window. Dropping it ends them all, also where a test
/// stopped in the middle.
struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        let Some(group) = self.0.id() else { return };
        let _ = std::process::Command::new("kill").args(["-KILL", "--", &format!("-{group}")]).status();
    }
}

/// Out of sight, under something else or drawn anew: all of which passes.
fn can_pass(error: &CmdError) -> bool {
    let covered =
        matches!(error, CmdError::Standard(error) if error.error == ErrorStatus::ElementClickIntercepted);
    covered || error.is_element_not_interactable() || error.is_stale_element_reference()
}

/// Anything that shows these words itself.
fn shown(words: &str) -> String {
    format!("//body//*[text()[contains(normalize-space(.), {})]]", quoted(words))
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
