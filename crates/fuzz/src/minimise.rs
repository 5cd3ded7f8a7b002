//! Makes a failing program small: removes and simplifies parts of its syntax tree as long as it still fails.
//!
//! Knows nothing of what "fails" means; candidates that no longer parse or type are refused by the caller's
//! test like any other. Deterministic, and bounded by a number of attempts.

use twilight_diagnostics::SourceMap;
use twilight_syntax::tree::{Element, NodeId, NodeKind, Tree};

/// Programs that are tried at most.
const MAX_ATTEMPTS: usize = 1_500;
/// What an expression may be replaced by.
const SIMPLE: [&str; 7] = ["0", "1", "true", "false", "\"\"", "()", "None"];

/// The smallest text found for which `fails` holds; `text` itself must.
pub fn minimise(text: &str, fails: &dyn Fn(&str) -> bool) -> String {
    let mut best = text.to_owned();
    let mut left = MAX_ATTEMPTS;
    loop {
        let before = best.len();
        lines(&mut best, fails, &mut left);
        nodes(&mut best, fails, &mut left);
        if best.len() >= before || left == 0 {
            return best;
        }
    }
}

/// As [`minimise`] for a text that is no program: only lines are removed.
pub fn fewer_lines(text: &str, fails: &dyn Fn(&str) -> bool) -> String {
    let mut best = text.to_owned();
    let mut left = MAX_ATTEMPTS;
    loop {
        let before = best.len();
        lines(&mut best, fails, &mut left);
        if best.len() >= before || left == 0 {
            return best;
        }
    }
}

fn attempt(best: &mut String, candidate: String, fails: &dyn Fn(&str) -> bool, left: &mut usize) -> bool {
    if *left == 0 || candidate.len() >= best.len() {
        return false;
    }
    *left -= 1;
    let smaller = fails(&candidate);
    if smaller {
        *best = candidate;
    }
    smaller
}

/// Removes runs of lines, long ones first.
fn lines(best: &mut String, fails: &dyn Fn(&str) -> bool, left: &mut usize) {
    let mut size = best.lines().count() / 2;
    while size > 0 {
        let mut at = 0;
        loop {
            let all: Vec<&str> = best.lines().collect();
            if at >= all.len() {
                break;
            }
            let kept = all.iter().take(at).chain(all.iter().skip(at + size));
            let candidate = kept.fold(String::new(), |text, line| text + line + "\n");
            if !attempt(best, candidate, fails, left) {
                at += size;
            }
        }
        size /= 2;
    }
}

/// Removes nodes, or puts a part or a simple value in their place, large ones first.
fn nodes(best: &mut String, fails: &dyn Fn(&str) -> bool, left: &mut usize) {
    let mut at = 0;
    loop {
        let all = spans(best);
        let Some(node) = all.get(at) else { return };
        let smaller = candidates(best, node, &all)
            .into_iter()
            .any(|candidate| attempt(best, candidate, fails, left));
        if *left == 0 {
            return;
        }
        if !smaller {
            at += 1;
        }
    }
}

#[derive(Clone, Copy)]
struct Node {
    kind: NodeKind,
    start: usize,
    end: usize,
}

/// All nodes but the root, the largest first.
fn spans(text: &str) -> Vec<Node> {
    let mut sources = SourceMap::default();
    let file = sources.add("src/main.twl", text);
    let tree = twilight_syntax::parse(file, text).tree;
    let mut found = Vec::new();
    let mut stack = vec![tree.root()];
    while let Some(id) = stack.pop() {
        let below = tree.children(id);
        stack.extend(below.iter().filter_map(|element| match element {
            Element::Node(id) => Some(*id),
            Element::Token(_) => None,
        }));
        if id != tree.root()
            && let (Some(start), Some(end)) = (edge(&tree, id, false), edge(&tree, id, true))
        {
            found.push(Node {
                kind: tree.kind(id),
                start,
                end,
            });
        }
    }
    found.sort_by_key(|node| (std::cmp::Reverse(node.end - node.start), node.start));
    found
}

/// Where a node begins, or ends.
fn edge(tree: &Tree, mut id: NodeId, end: bool) -> Option<usize> {
    loop {
        let below = tree.children(id);
        match if end { below.last() } else { below.first() }? {
            Element::Node(inner) => id = *inner,
            Element::Token(index) => {
                let start = tree.tokens().get(*index)?.start as usize;
                return Some(if end {
                    start + tree.token_text(*index).len()
                } else {
                    start
                });
            }
        }
    }
}

fn candidates(text: &str, node: &Node, all: &[Node]) -> Vec<String> {
    let put = |replacement: &str, end: usize| {
        let (before, after) = (text.get(..node.start), text.get(end..));
        format!("{}{replacement}{}", before.unwrap_or(""), after.unwrap_or(""))
    };
    let mut made = vec![put("", node.end)];
    // With the comma that follows an element.
    let rest = text.get(node.end..).unwrap_or("");
    if let Some(comma) = rest.trim_start().strip_prefix(',') {
        made.push(put("", text.len() - comma.len()));
    }
    if let Some(before) = text
        .get(..node.start)
        .and_then(|text| text.trim_end().strip_suffix(','))
    {
        made.push(format!("{before}{rest}"));
    }
    let value = !matches!(
        node.kind,
        NodeKind::Item | NodeKind::Type | NodeKind::Pattern | NodeKind::MatchArm | NodeKind::Arguments
    );
    if value {
        made.extend(SIMPLE.iter().map(|simple| put(simple, node.end)));
    }
    if node.kind == NodeKind::Pattern {
        made.push(put("_", node.end));
    }
    let inside = all.iter().filter(|inner| {
        inner.start >= node.start
            && inner.end <= node.end
            && inner.end - inner.start < node.end - node.start
            && !matches!(inner.kind, NodeKind::Path | NodeKind::Literal if !value)
    });
    for inner in inside.take(40) {
        made.push(put(text.get(inner.start..inner.end).unwrap_or(""), node.end));
    }
    made
}

#[cfg(test)]
mod tests {
    use super::minimise;

    #[test]
    fn only_what_fails_is_left() {
        let text = "fn a() -> u64 {\n    1\n}\nfn main() -> u64 {\n    val x = 5;\n    if x > 3 { a() / 0 } else { 7 }\n}\n";
        let fails = |text: &str| text.contains("/ 0") && text.contains("main");
        let small = minimise(text, &fails);
        assert!(fails(&small));
        assert!(small.len() < 60, "{small}");
    }
}
