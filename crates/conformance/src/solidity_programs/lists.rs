//! What is known to differ from the peers: `differences.txt`, decided and to stay; `pending.txt`, to be mended.

use std::collections::BTreeMap;
use std::path::Path;

/// What is another thing here, by decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// How it shows.
    pub kind: Kind,
    /// The construct's name in the table of `docs/solidity.md`.
    pub row: String,
}

/// How a difference shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A line of the peers is another one.
    Line {
        /// What solc and an EVM did.
        peers: String,
        /// What Twilight does.
        ours: String,
    },
    /// The program is refused, with errors of these codes only, parted by spaces.
    Refused(String),
}

/// Both lists, by the program's path below the directory.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    strict_decoding: bool,
    pending: BTreeMap<String, String>,
    differences: BTreeMap<String, Vec<Difference>>,
}

impl Lists {
    /// Those of generated programs, of which no list can tell: a call `decoded(bytes)` of damaged data may revert where
    /// solc reads it, or asks for too much memory.
    #[must_use]
    pub fn generated() -> Self {
        Self {
            strict_decoding: true,
            ..Self::default()
        }
    }

    /// Reads both lists of a directory.
    ///
    /// # Errors
    /// A sentence where a list cannot be read, or names a program that does not exist.
    pub fn read(directory: &Path) -> Result<Self, String> {
        let text = |name: &str| {
            std::fs::read_to_string(directory.join(name)).map_err(|error| format!("{name}: {error}"))
        };
        let lists = Self::parse(&text("pending.txt")?, &text("differences.txt")?)?;
        let mut listed = lists.pending.keys().chain(lists.differences.keys());
        match listed.find(|name| !directory.join(name).is_file()) {
            Some(name) => Err(format!("`{name}` is listed, but there is no such program.")),
            None => Ok(lists),
        }
    }

    /// `program.sol: reason` a line; `program.sol`, then `solc`, `ours` and `row` a line, or `refused` and `row`.
    fn parse(pending: &str, differences: &str) -> Result<Self, String> {
        let mut lists = Self::default();
        for line in entries(pending) {
            let (name, reason) = line
                .split_once(": ")
                .ok_or_else(|| format!("pending.txt: `{line}` gives no reason."))?;
            if lists.pending.insert(name.to_owned(), reason.to_owned()).is_some() {
                return Err(format!("pending.txt has `{name}` twice."));
            }
        }
        let mut name = None;
        let mut lines = entries(differences);
        while let Some(line) = lines.next() {
            if !line.starts_with(' ') {
                name = Some(line.to_owned());
                continue;
            }
            let field = |line: &str, key: &str| {
                line.trim_start()
                    .strip_prefix(key)
                    .map(str::to_owned)
                    .ok_or_else(|| format!("differences.txt: `{key}` is missing in `{line}`."))
            };
            let kind = match line.trim_start().strip_prefix("refused ") {
                Some(codes) => Kind::Refused(codes.to_owned()),
                None => Kind::Line {
                    peers: field(line, "solc ")?,
                    ours: field(lines.next().unwrap_or_default(), "ours ")?,
                },
            };
            let row = field(lines.next().unwrap_or_default(), "row ")?;
            let difference = Difference { kind, row };
            let name = name.clone().ok_or("differences.txt begins with no program.")?;
            lists.differences.entry(name).or_default().push(difference);
        }
        Ok(lists)
    }

    /// Whether a line may stand for another one because decoding is strict here.
    pub fn is_strict(&self, expected: &str, ours: &str) -> bool {
        let read = expected.strip_prefix("decoded(bytes): ");
        let read = read.is_some_and(|rest| rest.starts_with("ok") || rest == "panic 0x41");
        self.strict_decoding && read && ours == "decoded(bytes): revert"
    }

    /// Why a program does not pass yet.
    #[must_use]
    pub fn pending(&self, name: &str) -> Option<&str> {
        self.pending.get(name).map(String::as_str)
    }

    /// Number of programs that do not pass yet.
    #[must_use]
    pub fn pending_count(&self) -> usize {
        self.pending.len()
    }

    /// What differs in a program by decision.
    #[must_use]
    pub fn differences(&self, name: &str) -> &[Difference] {
        self.differences.get(name).map_or(&[], Vec::as_slice)
    }

    /// Rows of the table of differences that programs refer to.
    pub fn rows(&self) -> impl Iterator<Item = &str> {
        let all = self.differences.values().flatten();
        all.map(|difference| difference.row.as_str())
    }
}

fn entries(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
}

/// The codes with which a program is refused by decision.
pub fn refused(differences: &[Difference]) -> Option<&str> {
    differences.iter().find_map(|difference| match &difference.kind {
        Kind::Refused(codes) => Some(codes.as_str()),
        Kind::Line { .. } => None,
    })
}

/// The peers' lines with the decided differences in them.
///
/// # Errors
/// A difference whose line the peers never gave.
pub fn ours(expected: &[String], differences: &[Difference]) -> Result<Vec<String>, String> {
    let mut lines = expected.to_vec();
    // Each stands for the first line that is left, so that calls that repeat are listed in order.
    let mut from = BTreeMap::new();
    for difference in differences {
        let Kind::Line { peers, ours } = &difference.kind else {
            continue;
        };
        let start: &mut usize = from.entry(peers.as_str()).or_insert(0);
        let at = (*start..lines.len()).find(|at| expected.get(*at) == Some(peers));
        let Some(line) = at.and_then(|at| lines.get_mut(at)) else {
            return Err(format!("differences.txt: solc never said `{peers}`."));
        };
        line.clone_from(ours);
        *start = at.unwrap_or_default() + 1;
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn both_lists_are_read() {
        let lists = Lists::parse(
            "# why\n\na/b.sol: no reason\n",
            "c/d.sol\n  solc f(): panic 0x11\n  ours f(): revert\n  row overflow\n\
             e/f.sol\n  refused E0702\n  row calls\n",
        )
        .unwrap();
        assert_eq!(lists.pending("a/b.sol"), Some("no reason"));
        assert_eq!(lists.pending("c/d.sol"), None);
        assert_eq!(lists.rows().collect::<Vec<_>>(), ["overflow", "calls"]);
        assert_eq!(refused(lists.differences("e/f.sol")), Some("E0702"));
        assert_eq!(refused(lists.differences("c/d.sol")), None);
        let lines = ["deploy: ok", "f(): panic 0x11", "f(): panic 0x11"].map(str::to_owned);
        assert_eq!(
            ours(&lines, lists.differences("c/d.sol")).unwrap(),
            ["deploy: ok", "f(): revert", "f(): panic 0x11"]
        );
        assert!(ours(&lines[..1], lists.differences("c/d.sol")).is_err());
        assert!(Lists::parse("a/b.sol\n", "").is_err());
        assert!(Lists::parse("", "  solc x\n  ours y\n  row z\n").is_err());
        assert!(Lists::parse("", "a.sol\n  solc x\n  row z\n").is_err());
    }
}
