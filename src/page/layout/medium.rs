//! The medium: what carries pages to the reader, and what their type must therefore be like.

use serde::Deserialize;

use crate::page::text::fit::Fit;
use crate::page::text::typography::Typography;
use crate::unit::Pt;

/// The way that pages reach the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase", expecting = "`post` or `fax`")]
pub enum Medium {
    /// Paper, as it was printed.
    #[default]
    Post,
    /// A fax machine: 204 × 98 points an inch, each black or white (ITU-T T.4), after a scan that is
    /// seldom of the right darkness. What is thinner than a point may be gone at the other end.
    Fax,
}

/// The size of all that is faxed, but for headings.
const FAX_SIZE: Pt = Pt(12.0);

/// Headings of a faxed letter. They have the same weight as the text, so they need another size.
const FAX_HEADING_SIZE: Pt = Pt(14.0);

/// The thinnest stroke: one and a half points of the coarser raster, so that at least one of them is black.
const FAX_STROKE: Pt = Pt(1.1);

impl Medium {
    /// How a faxed letter is set. At 12 pt an x-height is 9 points of the coarser raster.
    pub(in crate::page) const FAXED: Fit = Fit { size: FAX_SIZE, leading: 1.08, space: 1.0 };

    /// The one way to set a letter, where the medium leaves no choice.
    pub(in crate::page) fn only_fit(self) -> Option<Fit> {
        (self == Self::Fax).then_some(Self::FAXED)
    }

    /// The face for words: in a fax all are of the heavier weight and of the plainer design.
    pub(in crate::page) fn face(self, usual: Typography) -> Typography {
        match self {
            Self::Post => usual,
            Self::Fax => Typography::Strong,
        }
    }

    /// The size of words outside the running text.
    pub(in crate::page) fn size(self, usual: Pt) -> Pt {
        match self {
            Self::Post => usual,
            Self::Fax => FAX_SIZE,
        }
    }

    /// The sizes to try for a block at a fixed place.
    pub(in crate::page) fn sizes(self, usual: &[Pt]) -> &[Pt] {
        match self {
            Self::Post => usual,
            Self::Fax => &[FAX_SIZE],
        }
    }

    /// The size of a letter's subject.
    pub(in crate::page) fn heading_size(self, usual: Pt) -> Pt {
        match self {
            Self::Post => usual,
            Self::Fax => FAX_HEADING_SIZE,
        }
    }

    /// How thick a line to write on is.
    pub(in crate::page) fn stroke(self, usual: Pt) -> Pt {
        match self {
            Self::Post => usual,
            Self::Fax => FAX_STROKE,
        }
    }
}
