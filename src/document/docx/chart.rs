//! Charts as Word draws them itself: its own chart parts, which need neither pictures nor fonts of ours.

use std::fmt::Write as _;

use crate::document::chart::unit;
use crate::document::xml::Xml;
use crate::document::{Bar, Cell, Chart, Languages, Plot, Tone, visible};
use crate::lang::Text;

/// A chart part and the room that it takes, in English metric units: 360,000 to the centimetre.
pub(super) struct Drawn {
    pub xml: String,
    pub wide: u32,
    pub high: u32,
}

const WIDE: u32 = 5_976_000;
const CENTIMETRE: u32 = 360_000;

/// The look of words in a colour.
fn face(color: &str) -> String {
    format!(
        "<c:txPr><a:bodyPr wrap=\"none\"/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"900\"><a:solidFill><a:srgbClr val=\"{color}\"/>\
         </a:solidFill><a:latin typeface=\"Arial\"/><a:ea typeface=\"Microsoft YaHei\"/></a:defRPr></a:pPr>\
         <a:endParaRPr lang=\"en-US\"/></a:p></c:txPr>"
    )
}

/// Figures with one name, as a chart part holds them.
struct Set {
    name: String,
    /// The colour of all, and of each that has its own; without a colour they are not seen.
    color: Option<&'static str>,
    own: Vec<Option<&'static str>>,
    figures: Vec<Option<f64>>,
    /// How its figures are written beside it; without, they are not.
    format: Option<String>,
    /// Whether the figures stand in the bars.
    inside: bool,
}

/// The height of a chart.
pub(super) fn high(chart: &Chart) -> u32 {
    let (rows, legend) = match &chart.plot {
        Plot::Lines(..) => return 6 * CENTIMETRE,
        Plot::Bars(bars) | Plot::Progress(bars) | Plot::Funnel(bars) => (bars.len(), CENTIMETRE / 2),
        Plot::Stacked(_, bars) => (bars.len(), CENTIMETRE * 5 / 4),
    };
    u32::try_from(rows).unwrap_or(u32::MAX).clamp(1, 30) * CENTIMETRE * 7 / 10 + legend
}

/// The chart as a part of its own.
pub(super) fn write(chart: &Chart, languages: Languages) -> Drawn {
    let say = |text: &Text| languages.safe(text);
    let mut most = None;
    let (labels, sets, legend) = match &chart.plot {
        Plot::Bars(bars) => (names(bars, languages), vec![one(bars, languages)], false),
        Plot::Progress(bars) => {
            most = Some(100.0);
            let mut done = one(bars, languages);
            let figures = done.figures.iter().map(|figure| figure.map(|done| done.min(100.0))).collect::<Vec<_>>();
            let rest = figures.iter().map(|figure| Some(100.0 - figure.unwrap_or(0.0))).collect();
            done.figures = figures;
            let rest = Set {
                name: String::new(),
                color: Some("E6EAEF"),
                own: Vec::new(),
                figures: rest,
                format: None,
                inside: false,
            };
            (names(bars, languages), vec![done, rest], false)
        }
        Plot::Funnel(bars) => {
            let widest = bars.iter().map(|bar| bar.value.length()).fold(0.0, f64::max);
            most = Some(widest);
            let before = bars.iter().map(|bar| Some((widest - bar.value.length()) / 2.0)).collect();
            let space =
                Set { name: String::new(), color: None, own: Vec::new(), figures: before, format: None, inside: false };
            (names(bars, languages), vec![space, Set { inside: true, ..one(bars, languages) }], false)
        }
        Plot::Stacked(series, bars) => {
            let labels = bars.iter().map(|(label, _)| say(label)).collect();
            let set = |(at, series): (usize, &crate::document::Series)| {
                let cells: Vec<&Cell> = bars.iter().filter_map(|(_, parts)| parts.get(at)).collect();
                Set {
                    name: say(&series.name),
                    color: Some(series.tone.series_color(at)),
                    own: Vec::new(),
                    figures: bars
                        .iter()
                        .map(|(_, parts)| parts.get(at).filter(|cell| cell.length() > 0.0).map(Cell::length))
                        .collect(),
                    format: format(cells.into_iter(), languages),
                    inside: true,
                }
            };
            (labels, series.iter().enumerate().map(set).collect(), true)
        }
        Plot::Lines(points, series) => {
            let set = |(at, (series, cells)): (usize, &(crate::document::Series, Vec<Cell>))| Set {
                name: say(&series.name),
                color: Some(series.tone.series_color(at)),
                own: Vec::new(),
                figures: cells.iter().map(|cell| cell.figure().map(|_| cell.length())).collect(),
                format: None,
                inside: false,
            };
            (points.iter().map(say).collect(), series.iter().enumerate().map(set).collect::<Vec<_>>(), true)
        }
    };
    let lines = matches!(chart.plot, Plot::Lines(..));
    Drawn { xml: part(&labels, &sets, lines, legend, most), wide: WIDE, high: high(chart) }
}

/// All bars as one set; a figure that has no unit in common with the others stands beside the name of its bar.
fn one(bars: &[Bar], languages: Languages) -> Set {
    Set {
        name: String::new(),
        color: Some(Tone::Plain.color()),
        own: bars.iter().map(|bar| Some(bar.tone.color())).collect(),
        figures: bars.iter().map(|bar| bar.value.figure().map(|_| bar.value.length())).collect(),
        format: format(bars.iter().map(|bar| &bar.value), languages),
        inside: false,
    }
}

fn names(bars: &[Bar], languages: Languages) -> Vec<String> {
    let alike = unit(bars.iter().map(|bar| &bar.value), languages).is_some();
    let mut names = Vec::with_capacity(bars.len());
    for bar in bars {
        let mut name = languages.safe(&bar.label);
        if !alike {
            let _ = write!(name, "  {}", languages.cell(&bar.value));
        }
        names.push(name);
    }
    names
}

/// How the figures are written: with their unit, in which there can be nothing but words; not when they have several.
fn format<'a>(cells: impl Iterator<Item = &'a Cell> + Clone, languages: Languages) -> Option<String> {
    let unit = unit(cells.clone(), languages)?;
    let unit = visible(&unit).replace(['"', '\\'], "");
    let places = cells.filter_map(Cell::figure).map(|figure| figure.normalize().scale()).max().unwrap_or(0);
    let digits = match places {
        0 => "#,##0".to_string(),
        places => format!("#,##0.{}", "0".repeat(usize::try_from(places.clamp(2, 6)).unwrap_or(2))),
    };
    Some(match unit.as_str() {
        "" => digits,
        "%" => format!("{digits}\"%\""),
        unit => format!("{digits}\" {unit}\""),
    })
}

fn part(labels: &[String], sets: &[Set], lines: bool, legend: bool, most: Option<f64>) -> String {
    let mut xml = Xml::new();
    let names = [
        ("xmlns:c", "http://schemas.openxmlformats.org/drawingml/2006/chart"),
        ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
        ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ];
    xml.wrap("c:chartSpace", &names, |xml| {
        xml.raw("<c:roundedCorners val=\"0\"/><c:chart><c:autoTitleDeleted val=\"1\"/><c:plotArea><c:layout/>");
        if lines {
            xml.raw("<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>");
        } else {
            let grouping = if sets.len() > 1 { "stacked" } else { "clustered" };
            xml.raw("<c:barChart><c:barDir val=\"bar\"/>");
            xml.empty("c:grouping", &[("val", grouping)]);
            xml.raw("<c:varyColors val=\"0\"/>");
        }
        for (at, each) in sets.iter().enumerate() {
            set(xml, at, each, labels, lines);
        }
        if lines {
            xml.raw("<c:marker val=\"1\"/><c:axId val=\"1\"/><c:axId val=\"2\"/></c:lineChart>");
        } else {
            xml.raw("<c:gapWidth val=\"45\"/>");
            if sets.len() > 1 {
                xml.raw("<c:overlap val=\"100\"/>");
            }
            xml.raw("<c:axId val=\"1\"/><c:axId val=\"2\"/></c:barChart>");
        }
        axes(xml, lines, most);
        xml.raw("<c:spPr><a:noFill/></c:spPr></c:plotArea>");
        if legend {
            xml.raw("<c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/>");
            xml.raw(&face(Tone::Plain.ink()));
            xml.raw("</c:legend>");
        }
        xml.raw("<c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart>");
        xml.raw("<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>");
        xml.raw(&face(Tone::Plain.ink()));
    });
    xml.finish()
}

fn axes(xml: &mut Xml, lines: bool, most: Option<f64>) {
    // In bars the first one stands at the top.
    let order = if lines { "minMax" } else { "maxMin" };
    xml.raw("<c:catAx><c:axId val=\"1\"/><c:scaling>");
    xml.empty("c:orientation", &[("val", order)]);
    xml.raw("</c:scaling><c:delete val=\"0\"/>");
    xml.empty("c:axPos", &[("val", if lines { "b" } else { "l" })]);
    xml.raw(
        "<c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/><c:spPr><a:ln w=\"6350\">\
         <a:solidFill><a:srgbClr val=\"8C959F\"/></a:solidFill></a:ln></c:spPr>",
    );
    xml.raw(&face(Tone::Plain.ink()));
    xml.raw("<c:crossAx val=\"2\"/><c:crosses val=\"autoZero\"/><c:lblOffset val=\"100\"/></c:catAx>");
    xml.raw("<c:valAx><c:axId val=\"2\"/><c:scaling><c:orientation val=\"minMax\"/>");
    if let Some(most) = most.filter(|most| *most > 0.0) {
        xml.empty("c:max", &[("val", &most.to_string())]);
    }
    xml.raw("<c:min val=\"0\"/></c:scaling>");
    xml.empty("c:delete", &[("val", if lines { "0" } else { "1" })]);
    xml.empty("c:axPos", &[("val", if lines { "l" } else { "b" })]);
    if lines {
        xml.raw("<c:majorGridlines><c:spPr><a:ln w=\"6350\"><a:solidFill><a:srgbClr val=\"E6EAEF\"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>");
    }
    xml.raw(
        "<c:numFmt formatCode=\"#,##0\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/>\
         <c:tickLblPos val=\"nextTo\"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>",
    );
    xml.raw(&face(Tone::Plain.ink()));
    xml.raw("<c:crossAx val=\"1\"/><c:crosses val=\"autoZero\"/><c:crossBetween val=\"between\"/></c:valAx>");
}

fn fill(color: Option<&str>) -> String {
    match color {
        Some(color) => format!("<a:solidFill><a:srgbClr val=\"{color}\"/></a:solidFill>"),
        None => "<a:noFill/>".into(),
    }
}

fn set(xml: &mut Xml, at: usize, set: &Set, labels: &[String], lines: bool) {
    xml.raw("<c:ser>");
    xml.empty("c:idx", &[("val", &at.to_string())]);
    xml.empty("c:order", &[("val", &at.to_string())]);
    xml.wrap("c:tx", &[], |xml| xml.leaf("c:v", &[], &set.name));
    if lines {
        let color = fill(set.color);
        xml.raw(&format!("<c:spPr><a:ln w=\"25400\">{color}</a:ln></c:spPr><c:marker><c:symbol val=\"circle\"/><c:size val=\"5\"/><c:spPr>{color}</c:spPr></c:marker>"));
    } else {
        xml.raw(&format!("<c:spPr>{}</c:spPr><c:invertIfNegative val=\"0\"/>", fill(set.color)));
        for (point, color) in set.own.iter().enumerate().filter(|(_, color)| **color != set.color) {
            xml.raw(&format!(
                "<c:dPt><c:idx val=\"{point}\"/><c:invertIfNegative val=\"0\"/><c:bubble3D val=\"0\"/><c:spPr>{}</c:spPr></c:dPt>",
                fill(*color)
            ));
        }
    }
    xml.wrap("c:dLbls", &[], |xml| {
        if let Some(format) = &set.format {
            xml.empty("c:numFmt", &[("formatCode", format), ("sourceLinked", "0")]);
            xml.raw("<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>");
            xml.raw(&face(if set.inside { "FFFFFF" } else { Tone::Plain.ink() }));
        }
        xml.raw("<c:showLegendKey val=\"0\"/>");
        xml.empty("c:showVal", &[("val", if set.format.is_some() { "1" } else { "0" })]);
        xml.raw("<c:showCatName val=\"0\"/><c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/>");
    });
    xml.wrap("c:cat", &[], |xml| {
        xml.wrap("c:strLit", &[], |xml| {
            xml.empty("c:ptCount", &[("val", &labels.len().to_string())]);
            for (at, label) in labels.iter().enumerate() {
                xml.wrap("c:pt", &[("idx", &at.to_string())], |xml| xml.leaf("c:v", &[], label));
            }
        });
    });
    xml.wrap("c:val", &[], |xml| {
        xml.wrap("c:numLit", &[], |xml| {
            xml.raw("<c:formatCode>General</c:formatCode>");
            xml.empty("c:ptCount", &[("val", &labels.len().to_string())]);
            for (point, figure) in set.figures.iter().enumerate().take(labels.len()) {
                if let Some(figure) = figure {
                    xml.wrap("c:pt", &[("idx", &point.to_string())], |xml| xml.leaf("c:v", &[], &figure.to_string()));
                }
            }
        });
    });
    if lines {
        xml.raw("<c:smooth val=\"0\"/>");
    }
    xml.raw("</c:ser>");
}
