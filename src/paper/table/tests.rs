use super::*;

fn room(tail: Length) -> Room {
    Room { first: 150, next: 220, carry: 6, tail, together: 8 }
}

fn lines(count: usize) -> Vec<(Length, bool)> {
    vec![(6, false); count]
}

#[test]
fn a_short_table_stays_on_one_page_with_its_total() {
    assert_eq!(breaks(&lines(10), room(80)), vec![std::ops::Range { start: 0, end: 10 }]);
    assert_eq!(breaks(&[], room(80)), vec![std::ops::Range { start: 0, end: 0 }]);
}

#[test]
fn at_least_eight_rows_go_with_the_total() {
    // Twenty-four rows fill the first page exactly; without room for the total, eight move on.
    assert_eq!(breaks(&lines(24), room(80)), [0..16, 16..24]);
    assert_eq!(breaks(&lines(12), room(80)), [0..4, 4..12]);
}

#[test]
fn three_pages_leave_room_for_the_carried_sums() {
    let pages = breaks(&lines(70), room(80));
    assert_eq!(pages, [0..24, 24..58, 58..70]);
}

#[test]
fn the_head_of_a_group_never_ends_a_page() {
    let mut rows = lines(70);
    rows[23].1 = true;
    assert_eq!(breaks(&rows, room(80))[0], 0..23);
}

#[test]
fn a_very_long_text_becomes_several_rows() {
    let line = Line { glyphs: Vec::new(), size: Size::Body, uncovered: Vec::new() };
    let row = Row::line(vec![Cell::stack(vec![line.clone(); 30]), Cell::stack(vec![line])]);
    let parts = row.split();
    let lines: Vec<usize> = parts.iter().map(|row| row.cells[0].0.len()).collect();
    assert_eq!(lines, [12, 12, 6]);
    assert!(parts[1].cells[1].0.is_empty());
}

#[test]
fn a_tail_taller_than_any_page_does_not_loop() {
    assert_eq!(breaks(&lines(2), room(900)).last(), Some(&(2..2)));
}

#[test]
fn wide_figures_push_their_neighbours_to_the_left() {
    let column = |at, align| Column { head: String::new(), at, align, measure: 100 };
    let mut columns = [column(0, Align::Left), column(80, Align::Right), column(100, Align::Right)];
    make_room(&mut columns, &[50, 10, 40], 3);
    assert_eq!([columns[1].at, columns[2].at], [57, 100]);
    assert_eq!(columns[0].measure, 10_000);
}

#[test]
fn text_before_wide_figures_takes_room_to_its_left_before_it_wraps() {
    let column = |at, align| Column { head: String::new(), at, align, measure: 100_000 };
    let mut columns = [
        column(0, Align::Left),
        column(60_000, Align::Left),
        column(90_000, Align::Left),
        column(140_000, Align::Right),
    ];
    make_room(&mut columns, &[20_000, 18_000, 24_000, 40_000], 2_000);
    assert_eq!(columns.map(|column| column.at), [0, 54_000, 74_000, 140_000]);
}
