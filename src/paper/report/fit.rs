//! What goes together on a page, and how columns share its width.

use super::{ReportCell, ReportPaper, ReportRow, ReportRowKind};
use crate::paper::figures;
use crate::paper::ink::Length;

/// The most rows that follow a row onto its page.
pub(super) const TOGETHER: usize = 12;

/// How many rows stay on the page of the first: what a heading heads, the sums after the last row they sum, and the
/// lines of one entry, of which only the first says its day.
pub(super) fn kept_after(rows: &[ReportRow]) -> usize {
    let stays = |pair: &&[ReportRow]| match pair {
        [above, below] => {
            let sums = matches!(below.kind, ReportRowKind::Subtotal | ReportRowKind::Total);
            let continues =
                below.kind == ReportRowKind::Line && below.cells.first() == Some(&ReportCell::Empty);
            above.kind == ReportRowKind::Heading || sums || continues
        }
        _ => false,
    };
    rows.windows(2).take(TOGETHER).take_while(stays).count()
}

/// The most that each may take of a room, so that the widest give way and the others keep what they want.
pub(super) fn most_each(wanted: &[Length], room: Length) -> Length {
    let mut widths = wanted.to_vec();
    widths.sort_unstable();
    let mut left = room;
    for (sharing, width) in (1..).zip(widths.iter().rev()).collect::<Vec<_>>().into_iter().rev() {
        if *width > left / sharing {
            return left / sharing;
        }
        left -= width;
    }
    Length::MAX
}

/// The most decimals of the figures in each column.
pub(super) fn decimals(paper: &ReportPaper) -> Vec<usize> {
    let mut most = vec![0; paper.columns.len()];
    for row in &paper.rows {
        for (most, cell) in most.iter_mut().zip(&row.cells) {
            if let ReportCell::Figure(figure) = cell {
                *most = figures::decimals(*figure).max(*most);
            }
        }
    }
    most
}
