//! Every program of the corpus, damaged in every place: no panic, and tree and tokens give the text back.

use crate::support;
/// A small generator, so that the runs are the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit.max(1)).unwrap()).unwrap()
    }
}

fn texts() -> Vec<String> {
    let programs = support::programs("ok")
        .into_iter()
        .chain(support::programs("err"))
        .map(|(_, text)| text);
    programs
        .chain(support::spec_blocks().into_iter().map(|(_, text)| text))
        .collect()
}

#[test]
fn cut_off_at_every_character() {
    for text in texts() {
        for (at, _) in text.char_indices() {
            support::parse(&text[..at]);
        }
    }
}

#[test]
fn without_each_token() {
    for text in texts() {
        let parse = support::parse(&text);
        let tokens: Vec<&str> = (0..parse.tree.tokens().len())
            .map(|index| parse.tree.token_text(index))
            .collect();
        for left_out in 0..tokens.len() {
            let damaged: String = tokens
                .iter()
                .enumerate()
                .filter(|(at, _)| *at != left_out)
                .map(|(_, token)| *token)
                .collect();
            support::parse(&damaged);
        }
    }
}

#[test]
fn with_tokens_of_other_programs() {
    let texts = texts();
    let all = texts.concat();
    let parse = support::parse(&all);
    let pool: Vec<&str> = (0..parse.tree.tokens().len())
        .map(|index| parse.tree.token_text(index))
        .collect();
    let mut random = Random(0x5eed);
    for text in &texts {
        let parse = support::parse(text);
        for _ in 0..40 {
            let mut tokens: Vec<&str> = (0..parse.tree.tokens().len())
                .map(|index| parse.tree.token_text(index))
                .collect();
            for _ in 0..1 + random.below(5) {
                let (at, from) = (random.below(tokens.len()), random.below(pool.len()));
                match random.below(3) {
                    0 => tokens[at] = pool[from],
                    1 => tokens.insert(at, pool[from]),
                    _ => {
                        let other = random.below(tokens.len());
                        tokens.swap(at, other);
                    }
                }
            }
            support::parse(&tokens.concat());
        }
    }
}

/// The programs that a reader of the project meets first.
fn examples() -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path().join("src/main.twl"))
        .filter(|path| path.exists())
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect()
}

/// One lost bracket gives one message, nearly always: of a thousand lost ones, `BUDGET` may give more.
#[test]
fn a_lost_bracket_gives_one_message() {
    const BUDGET: usize = 5;
    let (mut all, mut silent, mut several) = (0, Vec::new(), Vec::new());
    for text in examples() {
        let parse = support::parse(&text);
        let tokens: Vec<&str> = (0..parse.tree.tokens().len())
            .map(|index| parse.tree.token_text(index))
            .collect();
        for (lost, token) in tokens.iter().enumerate() {
            if !matches!(*token, "(" | ")" | "[" | "]" | "{" | "}") {
                continue;
            }
            let damaged = [&tokens[..lost], &tokens[lost + 1..]].concat().concat();
            let parse = support::parse(&damaged);
            let errors = parse.diagnostics.iter().filter(|one| one.is_error()).count();
            all += 1;
            if errors == 0 {
                silent.push(damaged);
            } else if errors > 1 {
                several.push(support::messages("x", &damaged, &parse));
            }
        }
    }
    assert!(all > 3_500, "only {all} brackets");
    assert!(silent.is_empty(), "{}", silent.concat());
    assert!(
        several.len() * 1_000 <= all * BUDGET,
        "{} of {all}:\n{}",
        several.len(),
        several.concat()
    );
}
