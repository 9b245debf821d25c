//! Values: the values of attributes and styles that are allowed. usvg leaves out values that it does not
//! understand, or takes them as black, and reports nothing.

use std::str::FromStr;

use svgtypes::{Color, Length, LengthListParser, NumberListParser, Paint, PathParser, Transform, ViewBox};

/// Why a value cannot be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A colour that is not known.
    Colour,
    /// Figures that are broken, or written in a way that is not known.
    Figures,
    /// Something that likhit cannot do.
    Unsupported,
}

impl Fault {
    /// What to do.
    pub fn help(self) -> &'static str {
        match self {
            Self::Colour => "write the colour as `#rrggbb`",
            Self::Figures => "save the drawing again as plain SVG: part of it would be missing",
            Self::Unsupported => "save the drawing as plain outlines that are filled or stroked",
        }
    }
}

/// The fault of the value of an attribute or of a style property, if it has one.
pub fn fault(name: &str, value: &str) -> Option<Fault> {
    let value = value.trim();
    // References are checked elsewhere.
    if value == "inherit" || value.contains("url(") {
        return None;
    }
    let refused = |is_good: bool, fault: Fault| (!is_good).then_some(fault);
    match name {
        "fill" | "stroke" => {
            let paint = Paint::from_str(value);
            let is_good = paint.is_ok_and(|paint| !matches!(paint, Paint::ContextFill | Paint::ContextStroke));
            refused(is_good, Fault::Colour)
        }
        "color" => refused(value == "currentColor" || Color::from_str(value).is_ok(), Fault::Colour),
        "d" => refused(value == "none" || PathParser::from(value).all(|segment| segment.is_ok()), Fault::Figures),
        "points" => {
            let numbers: Result<Vec<f64>, _> = NumberListParser::from(value).collect();
            refused(numbers.is_ok_and(|numbers| numbers.len() % 2 == 0), Fault::Figures)
        }
        "transform" => refused(value == "none" || Transform::from_str(value).is_ok(), Fault::Figures),
        "viewBox" => refused(ViewBox::from_str(value).is_ok(), Fault::Figures),
        "stroke-dasharray" => {
            refused(value == "none" || LengthListParser::from(value).all(|dash| dash.is_ok()), Fault::Figures)
        }
        "x" | "y" | "width" | "height" | "cx" | "cy" | "r" | "rx" | "ry" | "x1" | "y1" | "x2" | "y2"
        | "stroke-width" | "stroke-dashoffset" => {
            refused(value == "auto" || Length::from_str(value).is_ok(), Fault::Figures)
        }
        "vector-effect" | "clip-path" | "mask" | "filter" => refused(value == "none", Fault::Unsupported),
        _ => None,
    }
}

/// Style properties that browsers know and usvg does not: the position and the size of an
/// element.
pub fn is_geometry(property: &str) -> bool {
    matches!(property, "x" | "y" | "width" | "height" | "cx" | "cy" | "r" | "rx" | "ry" | "d")
}
