//! A chart as SVG inside a page: it takes the page's colour of words and says its figures to those who do not see it.

use super::Chart;
use super::drawing::{Edge, Ink, Shape, draw};
use crate::document::Languages;
use crate::document::xml::Xml;

/// Drawn so wide for a phone, where the smallest words are 12 pixels high when the chart is 320 wide, and for larger screens
/// and paper. The page shows one of the two.
const NARROW: f64 = 262.0;
const WIDE: f64 = 420.0;

/// The chart in both widths; `id` is unique in its page. Only the one that is shown is read out, and both by the same words.
pub(in crate::document) fn write(chart: &Chart, languages: Languages, id: &str) -> String {
    let title = languages.safe(&chart.title);
    let figures: Vec<String> = chart.figures().iter().map(|words| languages.safe(words)).collect();
    let figures = figures.join("; ");
    let names = format!("{id}-title {id}-figures");
    let mut xml = Xml::part();
    for (class, wide) in [("chart narrow", NARROW), ("chart wide", WIDE)] {
        let drawing = draw(chart, languages, wide);
        let view = format!("0 0 {} {}", length(drawing.wide), length(drawing.high));
        let attributes = [("class", class), ("role", "img"), ("viewBox", view.as_str()), ("aria-labelledby", &names)];
        xml.wrap("svg", &attributes, |xml| {
            if wide == NARROW {
                xml.leaf("title", &[("id", &format!("{id}-title"))], &title);
                xml.leaf("desc", &[("id", &format!("{id}-figures"))], &figures);
            } else {
                xml.leaf("title", &[], &title);
            }
            for shape in &drawing.shapes {
                draw_shape(xml, shape);
            }
        });
    }
    xml.finish()
}

fn draw_shape(xml: &mut Xml, shape: &Shape) {
    match shape {
        Shape::Bar { x, y, wide, high, color } => {
            let color = format!("#{color}");
            let (x, y, wide, high) = (length(*x), length(*y), length(*wide), length(*high));
            xml.empty("rect", &[("x", &x), ("y", &y), ("width", &wide), ("height", &high), ("fill", &color)]);
        }
        Shape::Path { points, color, thick } => {
            let points: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", length(*x), length(*y))).collect();
            let (color, thick) = (format!("#{color}"), length(*thick));
            let points = points.join(" ");
            let look = [("fill", "none"), ("stroke", color.as_str()), ("stroke-width", &thick)];
            xml.empty("polyline", &[[("points", points.as_str())].as_slice(), &look].concat());
        }
        Shape::Dot { x, y, color } => {
            let color = format!("#{color}");
            xml.empty("circle", &[("cx", &length(*x)), ("cy", &length(*y)), ("r", "2.5"), ("fill", &color)]);
        }
        Shape::Words { x, y, size, at, ink, words } => {
            let anchor = match at {
                Edge::Start => "start",
                Edge::Middle => "middle",
                Edge::End => "end",
            };
            let class = match ink {
                Ink::Plain => "words",
                Ink::Dim => "dim",
                Ink::Light => "light",
                Ink::Dark => "dark",
            };
            let (x, y, size) = (length(*x), length(*y), length(*size));
            let place = [("x", x.as_str()), ("y", &y), ("font-size", &size)];
            let look = [("text-anchor", anchor), ("class", class)];
            xml.leaf("text", &[place.as_slice(), &look].concat(), words);
        }
    }
}

/// A length with at most two digits behind the point.
pub(in crate::document) fn length(value: f64) -> String {
    let words = format!("{value:.2}");
    words.trim_end_matches('0').trim_end_matches('.').to_string()
}
