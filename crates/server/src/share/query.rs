//! The query of `/load`: exactly one `id`.

use playground_store::Id;

use crate::error::Problem;

/// The id in `query`.
///
/// # Errors
/// [`Problem::InvalidQuery`] where the query is not `id=` and something, [`Problem::NoSuchSnippet`] where it is something
/// that is no id.
pub fn id(query: Option<&str>) -> Result<Id, Problem> {
    let invalid = |detail: &str| Problem::InvalidQuery {
        detail: detail.to_owned(),
    };
    let query = query.unwrap_or_default();
    if query.is_empty() {
        return Err(invalid("The id is missing; write /load?id= and the id."));
    }
    let mut found = None;
    for part in query.split('&') {
        match part.split_once('=').unwrap_or((part, "")) {
            ("id", _) if found.is_some() => {
                return Err(invalid("The query names more than one `id`; name one."));
            }
            ("id", text) => found = Some(text),
            _ => {
                return Err(invalid(
                    "The query may hold `id` and nothing else: /load?id= and the id.",
                ));
            }
        }
    }
    found.and_then(Id::parse).ok_or(Problem::NoSuchSnippet)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_one_id() {
        let good = "a".repeat(16);
        let query = format!("id={good}");
        assert_eq!(id(Some(&query)).ok(), Id::parse(&good));
        for missing in [
            "id=",
            "id",
            "id=a",
            "id=AAAAAAAAAAAAAAAA",
            "id=..%2f..%2f..%2fetc",
        ] {
            assert_eq!(id(Some(missing)), Err(Problem::NoSuchSnippet), "{missing}");
        }
        for invalid in [None, Some(""), Some("&"), Some("ID=a"), Some("x=1")] {
            assert!(
                matches!(id(invalid), Err(Problem::InvalidQuery { .. })),
                "{invalid:?}"
            );
        }
        for more in [
            format!("{query}&{query}"),
            format!("{query}&"),
            format!("{query}&v=1"),
        ] {
            assert!(
                matches!(id(Some(&more)), Err(Problem::InvalidQuery { .. })),
                "{more}"
            );
        }
    }
}
