use super::fit::TOGETHER;
use super::*;

fn row(kind: ReportRowKind, first: &str) -> ReportRow {
    let cell = if first.is_empty() { ReportCell::Empty } else { ReportCell::Text(first.into()) };
    ReportRow { kind, indent: 0, cells: vec![cell] }
}

#[test]
fn no_page_ends_between_the_lines_of_an_entry_or_before_a_sum() {
    use ReportRowKind::{Heading, Line, Subtotal, Total};
    let rows = [
        row(Heading, "100201"),
        row(Line, "2026-10-01"),
        row(Line, ""),
        row(Line, ""),
        row(Line, "2026-10-02"),
        row(Subtotal, ""),
        row(Total, "合计"),
        row(Total, "差额"),
    ];
    let kept: Vec<usize> = (0..rows.len()).map(|at| kept_after(&rows[at..])).collect();
    assert_eq!(kept, [3, 2, 1, 0, 3, 2, 1, 0]);
    let long: Vec<ReportRow> = (0..40).map(|_| row(Line, "")).collect();
    assert_eq!(kept_after(&long), TOGETHER);
}

#[test]
fn the_widest_text_gives_way_first() {
    assert_eq!(most_each(&[10, 20, 30], 60), Length::MAX);
    assert_eq!(most_each(&[10, 20, 30], 50), 20);
    assert_eq!(most_each(&[30, 0, 10, 30], 50), 20);
    assert_eq!(most_each(&[30, 30], 20), 10);
    assert_eq!(most_each(&[], 50), Length::MAX);
}

#[test]
fn points_of_one_column_stand_in_line() {
    assert_eq!(figures::padded("2".parse().unwrap(), 1), "2.0");
    assert_eq!(figures::padded("-0.375".parse().unwrap(), 2), "−0.375");
}
