//! 客户活动: who called, wrote to, visited and met whom how often in a period. A figure opens its activities.

use super::report::{Cell, ColumnKind, Link, Report, Row, RowKind, columns};
use super::request::Scope;
use crate::access;
use crate::activities::{ActivityCount, ActivityKind, ActivityList, count_activities};
use crate::error::Result;
use crate::store::{Reader, UserId};

pub(super) fn run(r: &Reader<'_>, scope: &Scope) -> Result<Report> {
    let counts = count_activities(r, scope.from, scope.as_of, scope.known())?;
    let mut rows = Vec::new();
    for user in access::list(r)? {
        let Some(own) = counts.get(&Some(user.id)) else { continue };
        rows.push(row(RowKind::Line, Cell::text(user.name), own, Some(user.id), scope));
    }
    if let Some(all) = counts.get(&None).filter(|all| all.total > 0) {
        rows.push(row(RowKind::Total, Cell::word("total"), all, None, scope));
    }
    let number = ColumnKind::Number;
    Ok(scope.report(
        columns(&[
            ("owner", ColumnKind::Text),
            ("calls", number),
            ("mails", number),
            ("visits", number),
            ("meetings", number),
            ("notes", number),
            ("activities", number),
            ("parties_met", number),
        ]),
        rows,
    ))
}

fn row(kind: RowKind, name: Cell, own: &ActivityCount, author: Option<UserId>, scope: &Scope) -> Row {
    let mut cells = vec![name];
    cells.extend(ActivityKind::ALL.iter().map(|kind| match own.of.get(kind) {
        None => Cell::Empty,
        Some(count) => Cell::Count(*count),
    }));
    cells.extend([Cell::Count(own.total), Cell::Count(own.parties)]);
    let filter = ActivityList {
        author_id: author,
        from: Some(scope.from),
        to: Some(scope.as_of),
        ..ActivityList::default()
    };
    Row::new(kind, cells).opens(Link::Activities { filter: Box::new(filter) })
}
