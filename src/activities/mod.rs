//! What is said and agreed with customers and suppliers, and what is to be done about it.
//!
//! An activity (跟进记录) is a call, mail, visit, meeting or note. Nothing of it is changed in place: a further row
//! corrects or withdraws it, and what was known at a moment stays readable. A next step opens a task (任务); every change
//! of a task is a row of its history, and the task itself is the last of them. [`quick`] reads one typed line into an
//! activity; it is pure and knows no book. Verbs: [`record`], [`correct`], [`withdraw`]; [`save_task`], [`snooze`],
//! [`finish`], [`reopen`], [`drop_task`].

mod activity;
mod activity_list;
mod quick;
mod repeat;
mod task;
mod task_list;

pub use activity::{
    Activity, ActivityFields, ActivityKind, activity, canonical_activity, correct, record, withdraw,
};
pub use activity_list::{
    ActivityCount, ActivityList, ActivityRow, activities, activities_whole, count_activities,
};
pub use quick::{QuickEntry, Understood, UnderstoodPart, quick};
pub use repeat::{Repeat, RepeatUnit};
pub use task::{
    Finished, SaveTask, Task, TaskFields, TaskState, canonical_tasks, drop_task, finish, reopen, save_task,
    snooze, task,
};
pub use task_list::{TaskChange, TaskList, history, tasks};

/// A word that was stored by this program and is no longer known to it.
fn unknown(column: &str, word: &str) -> rusqlite::Error {
    let reason = format!("{column}: {word}");
    rusqlite::Error::UserFunctionError(crate::error::Error::BookDamaged { reason }.into())
}
