//! What each diagnostic code means: the sections of `docs/errors.md`, which is the one place that says it.

const DOCUMENT: &str = include_str!("../../../docs/errors.md");

/// Begins the section of a code.
const SECTION: &str = "\n## ";
/// Begins a line that says what an example answers; for the tests of the document only.
const EXPECTATION: &str = "//= ";

/// The explanation of a diagnostic code (`E0251`, in any case), as Markdown; `None` for an unknown one.
#[must_use]
pub fn explain(code: &str) -> Option<String> {
    let section = sections().find(|(known, _)| known.eq_ignore_ascii_case(code))?.1;
    let mut text = String::new();
    for line in section.lines().filter(|line| !line.starts_with(EXPECTATION)) {
        text.push_str(line);
        text.push('\n');
    }
    Some(text)
}

/// Every code that is explained, in the order of the document.
pub fn explained_codes() -> impl Iterator<Item = &'static str> {
    sections().map(|(code, _)| code)
}

/// Codes with their sections, headings included.
fn sections() -> impl Iterator<Item = (&'static str, &'static str)> {
    DOCUMENT
        .split(SECTION)
        .skip(1)
        .filter_map(|section| Some((section.split_once(':')?.0, section.trim_end())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_section_without_expectations() {
        let text = explain("e0251").unwrap_or_default();
        assert!(
            text.starts_with("E0251: a `match` that misses values\n"),
            "{text}"
        );
        assert!(text.contains("Some(n) => n,"), "{text}");
        assert!(!text.contains("//= "), "{text}");
        assert!(!text.contains("E0252"), "{text}");
    }

    #[test]
    fn an_unknown_code_has_none() {
        assert_eq!(explain("E9999"), None);
        assert_eq!(explain(""), None);
    }
}
