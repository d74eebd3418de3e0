//! The colours of tones on paper, as six hexadecimal digits: words contrast at least 4.5 to 1 with white and with the
//! fill of boxes.

use super::Tone;

/// For series without a tone, in their order.
const SERIES: [&str; 6] = ["1F5FA8", "D9822B", "2E8B57", "8055A8", "3A9DB8", "8C959F"];

impl Tone {
    /// Of words.
    pub(super) const fn ink(self) -> &'static str {
        match self {
            Self::Plain | Self::Strong => "1F2328",
            Self::Dim => "57606A",
            Self::Good => "1A6B35",
            Self::Warn => "8A5300",
            Self::Bad => "B3261E",
        }
    }

    /// Of bars.
    pub(super) const fn color(self) -> &'static str {
        match self {
            Self::Plain => SERIES[0],
            Self::Strong => "12365C",
            Self::Dim => "8C959F",
            Self::Good => "2E8B57",
            Self::Warn => "D9922B",
            Self::Bad => "C0392B",
        }
    }

    /// Of the series in this place.
    pub(super) const fn series_color(self, at: usize) -> &'static str {
        match self {
            Self::Plain => SERIES[at % SERIES.len()],
            tone => tone.color(),
        }
    }

    /// Whether words on this colour are white.
    pub(super) fn is_dark(color: &str) -> bool {
        !matches!(color, "D9822B" | "D9922B" | "8C959F" | "3A9DB8")
    }

    /// Of the edge of a box and of what is in it.
    pub(super) const fn edge_and_fill(self) -> (&'static str, &'static str) {
        let fill = match self {
            Self::Plain | Self::Strong => "EEF3F9",
            Self::Dim => "F4F5F7",
            Self::Good => "EAF6ED",
            Self::Warn => "FFF6E0",
            Self::Bad => "FDEEEC",
        };
        (self.color(), fill)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The contrast of two colours by WCAG 2.
    fn contrast(one: &str, other: &str) -> f64 {
        let light = |color: &str| {
            let part = |at: usize| {
                let value = f64::from(u8::from_str_radix(&color[at..at + 2], 16).unwrap()) / 255.0;
                if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
        };
        let (one, other) = (light(one), light(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn words_can_be_read_on_paper_and_in_every_box() {
        let tones = [Tone::Plain, Tone::Strong, Tone::Dim, Tone::Good, Tone::Warn, Tone::Bad];
        for ink in tones.map(Tone::ink) {
            for ground in tones.map(|tone| tone.edge_and_fill().1).into_iter().chain(["FFFFFF", "E8EFF7"]) {
                assert!(contrast(ink, ground) >= 4.5, "{ink} on {ground}: {}", contrast(ink, ground));
            }
        }
        for color in SERIES.into_iter().chain(tones.map(Tone::color)) {
            let ink = if Tone::is_dark(color) { "FFFFFF" } else { Tone::Plain.ink() };
            assert!(contrast(ink, color) >= 4.0, "{ink} on {color}: {}", contrast(ink, color));
        }
    }
}
