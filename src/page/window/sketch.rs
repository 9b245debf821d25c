//! A layout as a small drawing in letters, for a terminal.

use crate::page::layout::stationery::Stationery;
use crate::unit::{Mm, Point, Pt, Rect};

/// The part of the sheet that one character of the drawing covers: it is about twice as high as wide.
const CELL: (Mm, Mm) = (Mm(6.0), Mm(12.0));

/// Draws the sheet: `L` the letterhead, `S` the sender, `A` the inside address, `r` the return line, `D` the date, `·`
/// what a window may show and must be clear, `=` the text, and `+` at the edges a fold.
pub fn sketch(stationery: &Stationery) -> String {
    let (wide, high) = (CELL.0.to_pt(), CELL.1.to_pt());
    let columns = (stationery.sheet.width / wide).round() as usize;
    let rows = (stationery.sheet.height / high).round() as usize;
    let body = Rect {
        left: stationery.left,
        top: stationery.first_top,
        right: stationery.left + stationery.measure,
        bottom: stationery.bottom,
    };
    let clear = stationery.views.iter().flat_map(|view| [Some(view.address), view.sender]).flatten();
    let mut parts: Vec<(char, Rect)> = vec![('S', stationery.sender_zone()), ('A', stationery.address_zone())];
    parts.extend(stationery.letterhead.map(|zone| ('L', zone)));
    parts.extend(stationery.return_zone().map(|zone| ('r', zone)));
    parts.push(('D', stationery.date));
    parts.push(('=', body));
    parts.extend(clear.map(|pane| ('·', pane.keep_clear)));

    let edge = format!("+{}+\n", "-".repeat(columns));
    let mut drawing = edge.clone();
    for row in 0..rows {
        let (top, bottom) = (high * row as f64, high * (row + 1) as f64);
        let folded = stationery.folds.iter().any(|fold| top <= *fold && *fold < bottom);
        let side = if folded { '+' } else { '|' };
        drawing.push(side);
        for column in 0..columns {
            let middle = Point { x: wide * (column as f64 + 0.5), y: (top + bottom) * 0.5 };
            let part = parts.iter().find(|(_, zone)| touches(zone, middle, high * 0.5));
            drawing.push(part.map_or(' ', |(letter, _)| *letter));
        }
        drawing.push(side);
        drawing.push('\n');
    }
    drawing + &edge
}

/// Whether a part lies on a cell: low ones would fall between the cells' middles.
fn touches(zone: &Rect, middle: Point, half: Pt) -> bool {
    let across = zone.left <= middle.x && middle.x < zone.right;
    let height = zone.height();
    let down = if height < half * 2.0 {
        let own = (zone.top + zone.bottom) * 0.5;
        middle.y - half <= own && own < middle.y + half
    } else {
        zone.top <= middle.y && middle.y < zone.bottom
    };
    across && down
}
