//! Which form of an answer a client prefers (RFC 9110 §12.5.1).

/// Media ranges that are looked at; a list that is longer is cut.
const MAX_RANGES: usize = 32;

/// The one of `offered` that `accept` prefers; the first one where it does not say or takes none.
pub fn preferred<'o>(accept: &str, offered: &[&'o str]) -> &'o str {
    let quality = |media: &str| {
        // The most specific range that fits decides.
        accept
            .split(',')
            .take(MAX_RANGES)
            .filter_map(|range| {
                let mut parts = range.split(';').map(str::trim);
                let name = parts.next()?.to_ascii_lowercase();
                let specific = fits(&name, media)?;
                let quality = parts
                    .find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")))
                    .map_or(Some(1_000), thousandths)?;
                Some((specific, quality))
            })
            .max_by_key(|(specific, _)| *specific)
            .map_or(0, |(_, quality)| quality)
    };
    let mut best = (offered.first().copied().unwrap_or_default(), 0);
    for media in offered {
        let quality = quality(media);
        if quality > best.1 {
            best = (media, quality);
        }
    }
    best.0
}

/// How exactly the range `name` names `media`; nothing where it does not.
fn fits(name: &str, media: &str) -> Option<u8> {
    let kind = media.split('/').next()?;
    if name == media {
        Some(2)
    } else if name.strip_suffix("/*") == Some(kind) {
        Some(1)
    } else {
        (name == "*/*").then_some(0)
    }
}

/// `0.5` as 500; nothing for what is no quality.
fn thousandths(text: &str) -> Option<u16> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    if part.len() > 3 || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part: u16 = format!("{part:0<3}").parse().ok()?;
    match (whole, part) {
        ("0", part) => Some(part),
        ("1", 0) => Some(1_000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_preferred_form_is_found() {
        const JSON: &str = "application/json";
        const TEXT: &str = "text/plain";
        const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        for (accept, expected) in [
            ("", JSON),
            ("*/*", JSON),
            ("application/json", JSON),
            ("text/plain", TEXT),
            ("TEXT/Plain; q=0.2", TEXT),
            ("text/*", TEXT),
            ("text/plain, application/json", JSON),
            ("text/plain, application/json;q=0.9", TEXT),
            ("*/*, application/json;q=0.1", TEXT),
            ("text/plain;q=0", JSON),
            ("image/png", JSON),
            ("text/plain;q=nonsense", JSON),
            ("text/plain;q=1.5", JSON),
            (BROWSER, JSON),
        ] {
            assert_eq!(preferred(accept, &[JSON, TEXT]), expected, "{accept}");
        }
        assert_eq!(preferred(BROWSER, &[JSON, TEXT, "text/html"]), "text/html");
    }
}
