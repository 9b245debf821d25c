//! Stationery: the places of a letter's parts on the sheet, read from a YAML file.

use std::collections::BTreeMap;

use crate::id::{CountryCode, StationeryId};
use crate::page::layout::inserter_marks::MarkPlaces;
use crate::page::layout::medium::Medium;
use crate::page::layout::pane::View;
use crate::unit::{Pt, Rect, Size};

/// A layout of letters.
#[derive(Debug, Clone, PartialEq)]
pub struct Stationery {
    /// The name of its file.
    pub id: StationeryId,
    /// A short description.
    pub about: String,
    /// The medium of the letters.
    pub medium: Medium,
    /// The sheet.
    pub sheet: Size,
    /// The countries in which senders use it by default.
    pub countries: Vec<CountryCode>,
    /// For some of these countries: why it is their layout, and what it was not compared with.
    pub country_notes: BTreeMap<CountryCode, String>,
    /// The letterhead of an organisation, if there is room for one.
    pub letterhead: Option<Rect>,
    /// The sender's name and address.
    pub sender: Rect,
    /// The lines to write name and address on by hand, if they have a place of their own; see
    /// [`Stationery::fill_in_zone`].
    pub fill_in: Option<Rect>,
    /// The place and date, at the right.
    pub date: Rect,
    /// The sender in small type above the address, where a window shows it.
    pub return_line: Option<Rect>,
    /// The inside address, as far as the layout gives it room; see [`Stationery::address_zone`].
    pub address: Rect,
    /// The left edge of the running text.
    pub left: Pt,
    /// The measure of the running text.
    pub measure: Pt,
    /// Where the running text of the first page begins.
    pub first_top: Pt,
    /// Where it begins on further pages.
    pub top: Pt,
    /// Where it ends on every page.
    pub bottom: Pt,
    /// The baseline of the line with the page number.
    pub page_line: Pt,
    /// Where the sheet is folded, from the top.
    pub folds: Vec<Pt>,
    /// Where it is punched, from the top.
    pub punch: Option<Pt>,
    /// The places of marks for inserting machines, on the front of each sheet.
    pub marks: MarkPlaces,
    /// What the windows show in each envelope that the layout is made for; empty if it has no
    /// window.
    pub views: Vec<View>,
    /// Where its figures come from.
    pub sources: Vec<FigureSource>,
}

/// Where some of a layout's figures come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureSource {
    /// The keys of the figures.
    pub figures: Vec<String>,
    /// Where they were found.
    pub from: String,
    /// Whether they were compared with the text of the standard, or need no such text.
    pub verified: bool,
}

impl Stationery {
    /// The area for the inside address: as much of its place as every envelope always shows.
    pub fn address_zone(&self) -> Rect {
        self.views.iter().fold(self.address, |zone, view| zone.common(&view.address.visible))
    }

    /// The area for the return line.
    pub fn return_zone(&self) -> Option<Rect> {
        let zone = self.return_line?;
        Some(self.views.iter().fold(zone, |zone, view| zone.common(&view.address.visible)))
    }

    /// The area for the sender's block: as much of its place as a window of its own always
    /// shows, if there is one.
    pub fn sender_zone(&self) -> Rect {
        let panes = self.views.iter().filter_map(|view| view.sender.as_ref());
        panes.fold(self.sender, |zone, pane| zone.common(&pane.visible))
    }

    /// The area for the lines to write name and address on. It ends with the text.
    pub fn fill_in_zone(&self) -> Rect {
        self.up_to_text_edge(self.fill_in.unwrap_or_else(|| self.sender_zone()))
    }

    /// The area for place and date. It ends with the text.
    pub fn date_zone(&self) -> Rect {
        self.up_to_text_edge(self.date)
    }

    /// A box without the part that is beyond the right edge of the text, unless most of it is.
    fn up_to_text_edge(&self, zone: Rect) -> Rect {
        let right = zone.right.min(self.left + self.measure);
        if right - zone.left < zone.width() * 0.5 { zone } else { Rect { right, ..zone } }
    }

    /// The keys of the figures that were not compared with the text of a standard.
    pub fn unverified(&self) -> impl Iterator<Item = &str> {
        let sources = self.sources.iter().filter(|source| !source.verified);
        sources.flat_map(|source| source.figures.iter().map(String::as_str))
    }
}
