//! What a glyph looks like, drawn with as few points as paper can show.
//!
//! The font files draw a curve with more points than a printer resolves. A stroke of a brush is drawn again as
//! one parabola, or a straight line, wherever that strays less than [`TOLERANCE`] from the original, and its
//! points then stand on the grid of the cut font. At 9 pt the two together are at most twenty micrometres, a dot
//! of a printer of 1,200 dpi. Everything is whole numbers, so a glyph is the same on every machine.

use ttf_parser::{GlyphId, OutlineBuilder};

/// How far a curve may stray, in ten thousandths of an em.
const TOLERANCE: i64 = 30;
/// Working units in a unit of the font: fine enough that halves and points of curves are not lost.
const FINE: i32 = 16;
/// Into how many pieces a curve is cut to measure the distance from it.
const PIECES: i64 = 16;
/// How many neighbouring curves are tried as one.
const LONGEST_RUN: usize = 12;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    pub x: i64,
    pub y: i64,
}

/// A point of a contour, on it or drawing it out to a curve. Between two of the latter lies one on the contour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Node {
    pub at: Point,
    pub on: bool,
}

/// A closed line; the last node joins the first.
pub type Contour = Vec<Node>;

/// The contours of a glyph in units of `grid` to the em; none for a blank.
pub fn contours(font: &ttf_parser::Face<'_>, gid: u16, grid: i64) -> Vec<Contour> {
    let mut strokes = Strokes::default();
    if font.outline_glyph(GlyphId(gid), &mut strokes).is_none() {
        return Vec::new();
    }
    let em = i64::from(font.units_per_em()) * i64::from(FINE);
    let tolerance = em * TOLERANCE / 10_000;
    let snapped = |point: Point| Point {
        x: (point.x * grid * 2 + em).div_euclid(em * 2),
        y: (point.y * grid * 2 + em).div_euclid(em * 2),
    };
    let drawn = strokes.closed.iter().map(|curves| thinned(&nodes(&redrawn(curves, tolerance), snapped)));
    let mut contours: Vec<Contour> = drawn.filter(|contour| contour.len() > 2).map(begun_low).collect();
    // Like strokes one after the other pack better; the order shows nowhere.
    contours.sort_by_key(|contour| (contour.len(), contour.iter().map(|node| node.at.x).min()));
    contours
}

/// The nodes of a closed line, each where `place` puts it.
fn nodes(curves: &[Curve], place: impl Fn(Point) -> Point) -> Contour {
    let mut nodes = Contour::with_capacity(curves.len() * 2);
    for curve in curves {
        nodes.extend(curve.control.map(|at| Node { at: place(at), on: false }));
        nodes.push(Node { at: place(curve.to), on: true });
    }
    nodes
}

/// The same contour from its lowest node on.
fn begun_low(mut contour: Contour) -> Contour {
    let nodes = contour.iter().enumerate().filter(|(_, node)| node.on);
    let lowest = nodes.min_by_key(|(_, node)| (node.at.y, node.at.x)).map_or(0, |(index, _)| index);
    contour.rotate_left(lowest);
    contour
}

/// A parabola, or a straight line where it has no control point.
#[derive(Debug, Clone, Copy)]
struct Curve {
    from: Point,
    control: Option<Point>,
    to: Point,
}

impl Curve {
    /// The point at `step` of `steps`.
    fn at(&self, step: i64, steps: i64) -> Point {
        let (a, b) = (steps - step, step);
        let mix = |from: i64, control: Option<i64>, to: i64| match control {
            Some(control) => (from * a * a + control * 2 * a * b + to * b * b) / (steps * steps),
            None => (from * a + to * b) / steps,
        };
        let control = self.control;
        Point {
            x: mix(self.from.x, control.map(|point| point.x), self.to.x),
            y: mix(self.from.y, control.map(|point| point.y), self.to.y),
        }
    }

    /// Where it sets out to, and where it comes in from.
    fn ways(&self) -> [Point; 2] {
        let control = self.control.unwrap_or(self.to);
        let last = self.control.unwrap_or(self.from);
        [control.less(self.from), self.to.less(last)]
    }
}

impl Point {
    fn less(self, other: Point) -> Point {
        Point { x: self.x - other.x, y: self.y - other.y }
    }

    fn cross(self, other: Point) -> i64 {
        self.x * other.y - self.y * other.x
    }

    fn dot(self, other: Point) -> i64 {
        self.x * other.x + self.y * other.y
    }

    fn length(self) -> i64 {
        self.dot(self).isqrt()
    }
}

/// Fewer curves along the same line: each run of neighbours that goes on without a corner becomes one where it can.
fn redrawn(curves: &[Curve], tolerance: i64) -> Vec<Curve> {
    let mut drawn = Vec::with_capacity(curves.len());
    let mut start = 0;
    while start < curves.len() {
        let mut best = (start + 1, curves[start]);
        let smooth = curves[start..].windows(2).take_while(|pair| is_smooth(pair[0], pair[1])).count();
        for end in start + 1..=start + (smooth + 1).min(LONGEST_RUN) {
            if let Some(curve) = as_one(&curves[start..end], tolerance) {
                best = (end, curve);
            }
        }
        drawn.push(best.1);
        start = best.0;
    }
    drawn
}

/// Whether the line turns by less than fourteen degrees between two neighbours.
fn is_smooth(before: Curve, after: Curve) -> bool {
    let ([_, arriving], [leaving, _]) = (before.ways(), after.ways());
    arriving.dot(leaving) > arriving.cross(leaving).abs() * 4
}

/// One curve for a run, where it strays no further than `tolerance`.
fn as_one(run: &[Curve], tolerance: i64) -> Option<Curve> {
    let (first, last) = (run.first()?, run.last()?);
    let (from, to) = (first.from, last.to);
    let points: Vec<Point> = run.iter().flat_map(|curve| (1..=4).map(|step| curve.at(step, 4))).collect();
    let straight = Curve { from, control: None, to };
    if strays(&straight, 1, &points) * 2 <= tolerance {
        return Some(straight);
    }
    let curved = |control| Curve { from, control: Some(control), to };
    let middle = points.get((points.len() - 1) / 2)?;
    let through_middle =
        Point { x: middle.x * 2 - (from.x + to.x) / 2, y: middle.y * 2 - (from.y + to.y) / 2 };
    let candidates = [crossing(first, last), Some(through_middle)];
    let measured = candidates.into_iter().flatten().map(|control| {
        let curve = curved(control);
        (strays(&curve, PIECES, &points), curve)
    });
    let (distance, curve) = measured.min_by_key(|(distance, _)| *distance)?;
    (distance <= tolerance).then_some(curve)
}

/// Where the ways out of the first and into the last curve meet: the control point that keeps both.
fn crossing(first: &Curve, last: &Curve) -> Option<Point> {
    let ([out, _], [_, into]) = (first.ways(), last.ways());
    let between = last.to.less(first.from);
    let turn = out.cross(into);
    let (along, back) = (between.cross(into), out.cross(between));
    if turn == 0 || along.signum() != turn.signum() || back.signum() != turn.signum() {
        return None;
    }
    Some(Point { x: first.from.x + out.x * along / turn, y: first.from.y + out.y * along / turn })
}

/// The greatest distance of points in their order from a curve cut into pieces.
fn strays(curve: &Curve, pieces: i64, points: &[Point]) -> i64 {
    let corners: Vec<Point> = (0..=pieces).map(|step| curve.at(step, pieces)).collect();
    let mut piece = 0;
    let mut greatest = 0;
    for point in points {
        let mut distance = from_piece(corners[piece], corners[piece + 1], *point);
        while piece + 2 < corners.len() {
            let next = from_piece(corners[piece + 1], corners[piece + 2], *point);
            if next > distance {
                break;
            }
            distance = next;
            piece += 1;
        }
        greatest = greatest.max(distance);
    }
    greatest
}

fn from_piece(from: Point, to: Point, point: Point) -> i64 {
    let (way, reach) = (to.less(from), point.less(from));
    let along = way.dot(reach);
    if along <= 0 {
        return reach.length();
    }
    if along >= way.dot(way) {
        return point.less(to).length();
    }
    way.cross(reach).abs() / way.length()
}

/// Without points that the grid made one, that lie on a straight line, or that two control points imply.
fn thinned(nodes: &[Node]) -> Contour {
    let mut distinct: Contour = Vec::with_capacity(nodes.len());
    for node in nodes {
        match distinct.last_mut() {
            Some(last) if last.at == node.at => last.on |= node.on,
            _ => distinct.push(*node),
        }
    }
    while distinct.len() > 1 && distinct.first().map(|node| node.at) == distinct.last().map(|node| node.at) {
        distinct.pop();
    }
    let count = distinct.len();
    let is_needed = |index: usize| {
        let node = distinct[index];
        let (before, after) = (distinct[(index + count - 1) % count], distinct[(index + 1) % count]);
        let (arriving, leaving) = (node.at.less(before.at), after.at.less(node.at));
        match (node.on, before.on, after.on) {
            (true, true, true) => arriving.cross(leaving) != 0 || arriving.dot(leaving) < 0,
            (true, false, false) => arriving != leaving,
            _ => true,
        }
    };
    (0..count).filter(|index| is_needed(*index)).map(|index| distinct[index]).collect()
}

/// Takes a glyph's strokes down, composite glyphs as one.
#[derive(Debug, Default)]
struct Strokes {
    closed: Vec<Vec<Curve>>,
    open: Vec<Curve>,
    start: Option<Point>,
    pen: Option<Point>,
}

impl Strokes {
    fn draw(&mut self, control: Option<Point>, to: Point) {
        if let Some(from) = self.pen.replace(to).filter(|from| *from != to) {
            self.open.push(Curve { from, control, to });
        }
    }
}

impl OutlineBuilder for Strokes {
    fn move_to(&mut self, x: f32, y: f32) {
        self.start = Some(fine(x, y));
        self.pen = self.start;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.draw(None, fine(x, y));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.draw(Some(fine(x1, y1)), fine(x, y));
    }

    /// TrueType has no cubic curves; one would be drawn straight.
    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, x: f32, y: f32) {
        self.draw(None, fine(x, y));
    }

    fn close(&mut self) {
        if let Some(start) = self.start.take() {
            self.draw(None, start);
        }
        self.closed.push(std::mem::take(&mut self.open));
    }
}

#[expect(
    clippy::float_arithmetic,
    reason = "ttf-parser hands points out as f32; sixteenths of a unit are exact"
)]
fn fine(x: f32, y: f32) -> Point {
    let whole = |value: f32| (value * FINE as f32).round() as i64;
    Point { x: whole(x), y: whole(y) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GRID: i64 = 200;

    fn font() -> ttf_parser::Face<'static> {
        let file = include_bytes!("../../assets/fonts/NotoSansSC_400Regular.ttf");
        ttf_parser::Face::parse(file, 0).unwrap()
    }

    /// Points along a contour, in working units of the font.
    fn along(contour: &Contour, em: i64) -> Vec<Point> {
        let at = |node: &Node| Point { x: node.at.x * em / GRID, y: node.at.y * em / GRID };
        let middle = |a: Point, b: Point| Point { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
        let count = contour.len();
        let mut points = Vec::new();
        for (index, node) in contour.iter().enumerate() {
            let (before, after) = (&contour[(index + count - 1) % count], &contour[(index + 1) % count]);
            if node.on {
                points.push(at(node));
                continue;
            }
            let end = |other: &Node| if other.on { at(other) } else { middle(at(node), at(other)) };
            let curve = Curve { from: end(before), control: Some(at(node)), to: end(after) };
            points.extend((0..=8).map(|step| curve.at(step, 8)));
        }
        points
    }

    /// The greatest distance of points from a closed line through others.
    fn distance(points: &[Point], line: &[Point]) -> i64 {
        let pieces = || line.iter().zip(line.iter().cycle().skip(1));
        let nearest = |point: &Point| pieces().map(|(a, b)| from_piece(*a, *b, *point)).min().unwrap();
        points.iter().map(nearest).max().unwrap()
    }

    #[test]
    fn a_glyph_drawn_again_strays_less_than_seven_thousandths_of_an_em() {
        let font = font();
        let em = i64::from(font.units_per_em()) * i64::from(FINE);
        for c in
            "䶮销售账单货物或服务名称规格型号数量税额人民币贰万柒仟叁佰玖拾伍元捌肆陆壹零％，。（国赟".chars()
        {
            let gid = font.glyph_index(c).unwrap();
            let mut strokes = Strokes::default();
            font.outline_glyph(gid, &mut strokes).unwrap();
            let drawn = contours(&font, gid.0, GRID);
            assert_eq!(drawn.len(), strokes.closed.len(), "{c}");
            let drawn: Vec<Vec<Point>> = drawn.iter().map(|contour| along(contour, em)).collect();
            for stroke in &strokes.closed {
                let points: Vec<Point> =
                    stroke.iter().flat_map(|curve| (1..=8).map(|step| curve.at(step, 8))).collect();
                let there_and_back =
                    |drawn: &Vec<Point>| distance(&points, drawn).max(distance(drawn, &points));
                let strayed = drawn.iter().map(there_and_back).min().unwrap();
                assert!(strayed * 1000 <= em * 7, "{c}: {strayed} of {em}");
            }
        }
    }

    #[test]
    fn a_brush_stroke_takes_a_quarter_fewer_points() {
        let font = font();
        let (mut before, mut after) = (0, 0);
        for c in ('一'..).step_by(41).take(200) {
            let gid = font.glyph_index(c).unwrap();
            let mut strokes = Strokes::default();
            font.outline_glyph(gid, &mut strokes).unwrap();
            before +=
                strokes.closed.iter().map(|curves| thinned(&nodes(curves, |at| at)).len()).sum::<usize>();
            after += contours(&font, gid.0, GRID).iter().map(Vec::len).sum::<usize>();
        }
        assert!(after * 4 < before * 3, "{before} → {after}");
    }

    #[test]
    fn points_that_say_nothing_are_left_out() {
        let on = |x, y| Node { at: Point { x, y }, on: true };
        let off = |x, y| Node { at: Point { x, y }, on: false };
        let square = [on(0, 0), on(5, 0), on(10, 0), on(10, 0), on(10, 10), on(0, 10), on(0, 0)];
        assert_eq!(thinned(&square), [on(0, 0), on(10, 0), on(10, 10), on(0, 10)]);
        let round = [on(0, 0), off(4, 0), on(6, 2), off(8, 4), on(8, 8), on(0, 8)];
        assert_eq!(thinned(&round).len(), 5);
    }
}
