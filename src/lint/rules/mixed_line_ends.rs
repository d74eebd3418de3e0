use crate::lang::{Text, count};
use crate::lint::{About, Check, Rule};
use crate::text;
use crate::yaml::Route;

/// Lines that end in CRLF and lines that end in LF, in one file: some hand or tool changed every line it touched.
pub struct MixedLineEnds;

impl Rule for MixedLineEnds {
    fn about(&self) -> &'static About {
        crate::about!("mixed-line-ends", File, Warning, "line ends are mixed, CRLF and LF", "换行符混用了 CRLF 和 LF")
    }

    fn file(&self, check: &mut Check<'_>, text: &str) {
        if memchr::memchr(b'\r', text.as_bytes()).is_none() {
            return;
        }
        let is_crlf = |line: &&str| line.ends_with("\r\n");
        let ended = || text.split_inclusive('\n').filter(|line| line.ends_with('\n'));
        let (all, crlf) = (ended().count(), ended().filter(is_crlf).count());
        let lf = all - crlf;
        if crlf == 0 || lf == 0 {
            return;
        }
        // The fewer ones are the odd ones; the first of them is pointed at.
        let odd_is_crlf = crlf <= lf;
        let mut start = 0;
        let odd = ended().find(|line| {
            let found = is_crlf(line) == odd_is_crlf;
            start += if found { 0 } else { line.len() };
            found
        });
        let Some(line) = odd else { return };
        let span = start..start + line.trim_end().len();
        let crlf = count(crlf, "line ends", "lines end", "行以");
        let message = Text::new(format!("{} in CRLF and {lf} in LF", crlf.en), format!("{} CRLF 结尾，{lf} 行以 LF 结尾", crlf.zh));
        check
            .report_at(span, Route::root(), message)
            .mend(text!(
                "save the file with one kind of line end; `*.yaml text eol=lf` in .gitattributes keeps it so",
                "请用统一的换行符保存；在 .gitattributes 中写上 `*.yaml text eol=lf` 可以一直保持"
            ));
    }
}
