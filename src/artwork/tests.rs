//! Which parts of a drawing become artwork, and which are rejected.

use std::fmt::Write as _;

use expect_test::{Expect, expect};

use super::*;

/// An SVG of 100 by 50 with this in it.
fn svg(inside: &str) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 50\">{inside}</svg>")
}

fn read(text: &str) -> Artwork {
    read_svg("a.svg", text.as_bytes()).unwrap_or_else(|findings| panic!("{findings:#?}"))
}

/// Rules, places and messages of what is wrong.
fn refused(text: &str, expected: &Expect) {
    let findings = read_svg("a.svg", text.as_bytes()).expect_err("it is refused");
    let line = |finding: &crate::finding::Finding| {
        let at = finding.line.zip(finding.column).map_or(String::new(), |(line, column)| format!(" {line}:{column}"));
        assert!(finding.help.is_some(), "{finding:?}");
        format!("{}{at}: {}\n", finding.rule, finding.message)
    };
    expected.assert_eq(&findings.iter().map(line).collect::<String>());
}

/// The shapes in a line each, lengths rounded to whole points.
fn drawn(artwork: &Artwork) -> String {
    let at = |point: &Point| format!("{:.0},{:.0}", point.x.0, point.y.0);
    let outline = |outline: &Outline| {
        let segment = |segment: &Segment| match segment {
            Segment::Move(to) => format!("M{}", at(to)),
            Segment::Line(to) => format!("L{}", at(to)),
            Segment::Curve(a, b, to) => format!("C{} {} {}", at(a), at(b), at(to)),
            Segment::Close => "Z".to_owned(),
        };
        outline.iter().map(segment).collect::<Vec<_>>().join(" ")
    };
    let shape = |shape: &Shape| {
        let Colour { red, green, blue } = shape.colour;
        let paint = match &shape.paint {
            Paint::Fill(FillRule::NonZero) => "fill".to_owned(),
            Paint::Fill(FillRule::EvenOdd) => "fill even-odd".to_owned(),
            Paint::Stroke(stroke) => format!("stroke {:.0} dashes {}", stroke.width.0, stroke.dashes.len()),
        };
        let clips: Vec<String> = shape.clips.iter().map(|clip| outline(&clip.outline)).collect();
        format!("{paint} #{red:02x}{green:02x}{blue:02x} {} in {clips:?}\n", outline(&shape.outline))
    };
    artwork.shapes.iter().map(shape).collect()
}

#[test]
fn shapes_styles_and_transformations_become_outlines() {
    let artwork = read(&svg("<title xml:lang='fr'> Un  oiseau </title><style>.a { fill: red }</style>\
         <rect class='a' width='10' height='5'/><g transform='translate(50 0) scale(2)'>\
         <path d='M0 0h5v5z' fill='none' stroke='#00f' stroke-width='.5' stroke-dasharray='1 2'/></g>\
         <path d='M0 0q3 3 6 0z' style='fill-rule:evenodd'/>"));
    expect![[r#"
        fill #ff0000 M0,0 L100,0 L100,50 L0,50 Z in []
        stroke 10 dashes 2 #0000ff M500,0 L600,0 L600,100 Z in []
        fill even-odd #000000 M0,0 C20,20 40,20 60,0 Z in []
    "#]]
    .assert_eq(&drawn(&artwork));
    assert_eq!((artwork.size.width, artwork.size.height), (Pt(1000.0), Pt(500.0)));
    assert_eq!(artwork.title, Some(Title { words: "Un oiseau".to_owned(), language: Some("fr".to_owned()) }));
}

#[test]
fn what_is_used_is_drawn_again_and_what_is_clipped_is_cut() {
    let artwork =
        read(&svg("<defs><path id='p' d='M0 0h2v2z'/><clipPath id='c'><rect width='9' height='9'/></clipPath></defs>\
         <g clip-path='url(#c)'><use href='#p'/><use href='#p' x='20'/></g>"));
    expect![[r#"
        fill #000000 M0,0 L20,0 L20,20 Z in ["M0,0 L90,0 L90,90 L0,90 Z"]
        fill #000000 M200,0 L220,0 L220,20 Z in ["M0,0 L90,0 L90,90 L0,90 Z"]
    "#]]
    .assert_eq(&drawn(&artwork));
}

#[test]
fn a_pen_that_is_wider_one_way_draws_an_area() {
    let artwork = read(&svg("<path transform='scale(4 1)' d='M1 10h10' stroke='#333' stroke-width='2'/>"));
    expect![[r#"
        fill #333333 M40,90 L440,90 L440,110 L40,110 L40,90 Z in []
    "#]]
    .assert_eq(&drawn(&artwork));
}

#[test]
fn everything_that_cannot_be_printed_is_told_at_once_with_its_place() {
    let text = svg("\n<text>A</text>\n<image href='a.png'/>\n<use href='other.svg#x'/>\n<use href='#gone'/>\n\
         <script>x</script>\n<rect fill='url(http://example.org/x)' width='1' height='1'/>\n<style>@import 'x';</style>");
    refused(
        &text,
        &expect![[r#"
            unsupported-svg 2:1: `text` cannot be printed
            unsupported-svg 3:1: `image` cannot be printed
            unsupported-svg 4:1: the drawing refers to `other.svg#x`, which is outside this file
            unsupported-svg 5:1: the drawing refers to an element `gone`, which is missing
            unsupported-svg 6:1: `script` cannot be printed
            unsupported-svg 7:1: the drawing refers to `http://example.org/x`, which is outside this file
            unsupported-svg 8:1: the style sheet refers to other files or has conditions
        "#]],
    );
}

#[test]
fn what_would_be_left_out_or_taken_for_black_is_refused() {
    let text = svg("\n<rect width='9' height='9' fill='oklch(60% .2 20)'/>\n\
         <rect width='9' height='9' style='fill: var(--x, red)'/>\n<style>.a { stroke: rebeccablue }</style>\n\
         <path d='M0 0h9v9z M 90 foo 1 L 9 9'/>\n<polygon points='0,0 9,9 9'/>\n\
         <rect width='9' height='calc(9px)' transform='rotate(45'/>\n\
         <path d='M0 0h9' stroke='red' vector-effect='non-scaling-stroke'/>\n\
         <svg viewBox='0 0 0 0'/>\n<rect width='9' height='9' style='clip-path: circle(3px); x: 4px'/>");
    refused(
        &text,
        &expect![[r#"
            unsupported-svg 2:1: `fill` is `oklch(60% .2 20)`, which cannot be printed
            unsupported-svg 3:1: `fill` is `var(--x, red)`, which cannot be printed
            unsupported-svg 4:1: `stroke` is `rebeccablue`, which cannot be printed
            unsupported-svg 5:1: `d` is `M0 0h9v9z M 90 foo 1 L 9 9`, which cannot be printed
            unsupported-svg 6:1: `points` is `0,0 9,9 9`, which cannot be printed
            unsupported-svg 7:1: `height` is `calc(9px)`, which cannot be printed
            unsupported-svg 7:1: `transform` is `rotate(45`, which cannot be printed
            unsupported-svg 8:1: `vector-effect` is `non-scaling-stroke`, which cannot be printed
            unsupported-svg 9:1: `viewBox` is `0 0 0 0`, which cannot be printed
            unsupported-svg 10:1: `clip-path` is `circle(3px)`, which cannot be printed
            unsupported-svg 10:1: `x` is `4px`, which cannot be printed
        "#]],
    );
    // Usual notations are not faults.
    read(&svg(
        "<style>.a{fill:RED !important;stroke:none}</style><g color='blue' stroke='currentColor' stroke-dasharray='1,2'>\
         <rect class='a' width='50%' height='9mm' fill='hsl(0deg, 100%, 50%)' vector-effect='none' clip-path='none'/>\
         <path d='M0,0 1-1.5.5,3e0zm1 1a1 1 0 0110 1' fill='#F00F' transform='translate(1)rotate(3,4 5)'/>\
         <polyline points='0 0,1-1 2.5.5' fill='inherit'/></g>",
    ));
}

#[test]
fn shades_and_what_shines_through_are_refused() {
    let text = svg("<linearGradient id='g'><stop stop-color='red'/><stop offset='1'/></linearGradient>\
         <rect fill='url(#g)' width='9' height='9'/><rect width='9' height='9' opacity='.5'/>");
    refused(
        &text,
        &expect![[r#"
        unsupported-svg: part of the drawing is filled with a gradient or a pattern
        unsupported-svg: part of the drawing is transparent
    "#]],
    );
}

#[test]
fn a_broken_or_empty_file_is_refused() {
    refused(
        "<svg xmlns='http://www.w3.org/2000/svg'><g></svg>",
        &expect![[r#"
        bad-svg 1:44: the XML is invalid: expected 'g' tag, not 'svg' at 1:44
    "#]],
    );
    refused(
        "<html/>",
        &expect![[r#"
            bad-svg 1:1: this is not an SVG file: its first element is `html`
        "#]],
    );
    refused(
        &svg(""),
        &expect![[r#"
        bad-svg: the drawing is empty
    "#]],
    );
    refused(
        "",
        &expect![[r#"
        bad-svg 1:1: the XML is invalid: the document does not have a root node
    "#]],
    );
}

#[test]
fn what_is_out_of_all_proportion_is_refused() {
    refused(
        &svg("<path d='M0 0L1e30 1e30V9z'/>"),
        &expect![[r#"
        unsupported-svg: the drawing extends more than 100 times its own size outside its frame
    "#]],
    );
    refused(
        &svg("<path d='M0 0h90' stroke='red' stroke-dasharray='1e-6'/>"),
        &expect![[r#"
        unsupported-svg: dashes are too short to be seen
    "#]],
    );
    refused(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1e6 1'><path d='M0 0h9v9z'/></svg>",
        &expect![[r#"
        bad-svg: the drawing is 1000000 by 1; one side is more than 40 times as long as the other
    "#]],
    );
}

#[test]
fn a_small_file_that_draws_much_is_refused_before_it_is_drawn() {
    let mut bomb = String::from("<g id='a0'><path d='M0 0h9v9z'/></g>");
    for level in 1..12 {
        let uses = format!("<use href='#a{}'/>", level - 1).repeat(10);
        let _ = write!(bomb, "<g id='a{level}'>{uses}</g>");
    }
    refused(
        &svg(&bomb),
        &expect![[r#"
        svg-too-large 1:1: `use` repeats elements so often that the drawing has more than 20000
    "#]],
    );
    refused(
        &svg("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>"),
        &expect![[r#"
        svg-too-large 1:62: elements are nested more than 40 levels deep
    "#]],
    );
    refused(
        &svg(&"<g>".repeat(20_000)),
        &expect![[r#"
        svg-too-large: the file has more than 4000 elements, the maximum
    "#]],
    );
    let deep = format!("{}<path d='M0 0h9v9z'/>{}", "<g>".repeat(60), "</g>".repeat(60));
    refused(
        &svg(&deep),
        &expect![[r#"
        svg-too-large 1:179: elements are nested more than 40 levels deep
    "#]],
    );
    refused(
        &svg(&"<path d='M0 0h9'/>".repeat(5000)),
        &expect![[r#"
        svg-too-large 1:1: the file has 5001 elements; the maximum is 4000
    "#]],
    );
    let attributes = (0..501).map(|n| format!(" data-{n}='>'")).collect::<Vec<_>>().concat();
    refused(
        &svg(&format!("<!-- ' --><g/><path d='M0 0h9v9z'{attributes}/>")),
        &expect![[r#"
        svg-too-large 1:76: an element has more than 500 attributes
    "#]],
    );
    let styles = format!("<style>{}</style>", "g g g g g .a{fill:#000}".repeat(10));
    let nested = format!("{}<path d='M0 0h9v9z'/>{}", "<g>".repeat(30), "</g>".repeat(30));
    refused(
        &svg(&format!("{styles}{nested}")),
        &expect![[r#"
        svg-too-large 1:1: the style selectors take too long to match
    "#]],
    );
    let entities = "<!DOCTYPE svg [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>\
                    <!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'>]>";
    let findings = read_svg("a.svg", format!("{entities}{}", svg("<desc>&d;</desc>")).as_bytes());
    assert_eq!(findings.expect_err("it is refused")[0].rule, "bad-svg");
    let large = svg(&" ".repeat(600 << 10));
    assert_eq!(read_svg("a.svg", large.as_bytes()).expect_err("it is refused")[0].rule, "svg-too-large");
}

#[test]
fn a_colour_has_the_grey_that_is_as_light() {
    let colour = Colour::read("#0a5a8c").expect("it is one");
    assert_eq!(colour.in_grey().grey(), Some(72));
    assert_eq!([Colour::read("#12345"), Colour::read("123456"), Colour::read("#é2345")], [None; 3]);
}
