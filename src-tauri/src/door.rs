//! The core's door as the pages see it: one command for every act, one for its bytes.
//!
//! Nothing is decided here. A call goes to a thread of its own, so that a long one leaves the window alive.

use std::path::PathBuf;

use serde_json::Value;
use tauri::{AppHandle, Emitter as _, Manager as _, State};
use tauri_plugin_opener::OpenerExt as _;

use kezhang::api::{Blob, Call, Progress};
use kezhang::error::Result;
use kezhang::language::Language;
use kezhang::store::UserId;

use crate::clock;
use crate::desk::Desk;
use crate::failure::{Outcome, file_failure, lost_work, refused_file};

/// Runs one command of the board on the open book.
///
/// With a `call_id` the call tells its progress as events `progress:ID` and can be cancelled by it. With a
/// `request_id` a write that was made before gives its first answer again. A `reason` lets who may adjust post into a
/// month that takes adjustments only.
#[tauri::command]
pub async fn call(
    app: AppHandle,
    name: String,
    input: Value,
    call_id: Option<String>,
    request_id: Option<String>,
    reason: Option<String>,
    language: Option<Language>,
) -> Outcome<Value> {
    aside(move || {
        let book = app.state::<Desk>().book()?;
        let caller = Caller { actor: book.actor(), language, request_id, reason, call_id };
        caller.run(&app, |call| book.door.call(&name, input, call))
    })
    .await
}

/// Who calls, and how the call is known while it runs.
#[derive(Default)]
pub struct Caller {
    pub actor: Option<UserId>,
    pub language: Option<Language>,
    pub request_id: Option<String>,
    pub reason: Option<String>,
    pub call_id: Option<String>,
}

impl Caller {
    /// Runs work of the core, which tells its progress and stops when it is cancelled by its `call_id`.
    pub fn run<T>(self, app: &AppHandle, work: impl FnOnce(&Call<'_>) -> Result<T>) -> Result<T> {
        let desk = app.state::<Desk>();
        let event = self.call_id.as_ref().map(|id| format!("progress:{id}"));
        let ticket = desk.begin(self.call_id);
        let tell = |progress: Progress| {
            if let Some(event) = &event {
                // A page that has gone hears nothing; the call goes on.
                let _ = app.emit(event, progress);
            }
        };
        work(&Call {
            actor: self.actor,
            now: clock::now()?,
            today: clock::today()?,
            language: self.language,
            request_id: self.request_id,
            reason: self.reason,
            progress: &tell,
            cancelled: &ticket.cancelled,
        })
    }
}

/// Asks a running call to stop; it then fails as `cancelled`.
#[tauri::command]
pub fn cancel(desk: State<'_, Desk>, call_id: String) {
    desk.cancel(&call_id);
}

/// Who works: the actor of every later call on this book.
#[tauri::command]
pub async fn login(app: AppHandle, user: String, password: String) -> Outcome<()> {
    aside(move || app.state::<Desk>().book()?.log_in(&user, &password)).await
}

/// Nobody works any more: a book whose owner has a password answers no call before the next login.
#[tauri::command]
pub fn logout(desk: State<'_, Desk>) -> Outcome<()> {
    desk.book()?.log_out();
    Ok(())
}

/// The bytes behind a handle that a command gave, raw.
#[tauri::command]
pub async fn bytes(app: AppHandle, handle: String) -> Outcome<tauri::ipc::Response> {
    aside(move || {
        let blob = fetch(&app, &handle)?;
        Ok(tauri::ipc::Response::new(blob.bytes))
    })
    .await
}

/// Writes the bytes behind a handle to a file the user chose, through a partial file, so that a full disk leaves
/// what stood there.
#[tauri::command]
pub async fn save_bytes(app: AppHandle, handle: String, path: PathBuf) -> Outcome<()> {
    let blob = aside(move || fetch(&app, &handle)).await?;
    write_whole(&path, &blob.bytes)
}

/// Opens a paper with the system's viewer, from where it can be printed.
#[tauri::command]
pub async fn print(app: AppHandle, handle: String) -> Outcome<()> {
    let asked = app.clone();
    let blob = aside(move || fetch(&asked, &handle)).await?;
    let folder = app.path().app_cache_dir().map_err(lost_work)?.join("papers");
    std::fs::create_dir_all(&folder).map_err(|error| refused_file(&folder, &error))?;
    let name = PathBuf::from(&blob.file_name).file_name().map_or_else(|| "paper.pdf".into(), PathBuf::from);
    let path = folder.join(name);
    write_whole(&path, &blob.bytes)?;
    app.opener()
        .open_path(path.display().to_string(), None::<&str>)
        .map_err(|reason| file_failure(&path, reason))
}

fn fetch(app: &AppHandle, handle: &str) -> Result<Blob> {
    let book = app.state::<Desk>().book()?;
    book.door.bytes(handle, book.actor())
}

/// Runs work of the core on a thread where it may block.
pub async fn aside<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Outcome<T> {
    let done = tauri::async_runtime::spawn_blocking(work).await.map_err(lost_work)?;
    Ok(done?)
}

fn write_whole(path: &std::path::Path, bytes: &[u8]) -> Outcome<()> {
    let mut partial = path.as_os_str().to_owned();
    partial.push(".partial");
    let written = std::fs::write(&partial, bytes).and_then(|()| std::fs::rename(&partial, path));
    written.map_err(|error| refused_file(path, &error))
}
