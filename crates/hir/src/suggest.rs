//! "Did you mean": the closest of the known names, and what names of other languages are called here.

/// The name closest to `wanted`, if any is close enough to be a likely slip.
pub fn closest<'n>(wanted: &str, names: impl IntoIterator<Item = &'n str>) -> Option<String> {
    // Long names are no slips, and the distance costs the product of the lengths.
    const LONGEST: usize = 40;
    if wanted.len() > LONGEST {
        return None;
    }
    let limit = (wanted.chars().count() / 3).max(1);
    names
        .into_iter()
        .take(crate::limits::MAX_SUGGESTION_NAMES)
        .filter(|name| name.len() <= LONGEST && *name != wanted)
        .map(|name| (distance(wanted, name), name))
        .filter(|(distance, name)| *distance <= limit && *distance < name.chars().count())
        .min()
        .map(|(_, name)| name.to_string())
}

/// Insertions, deletions, replacements and swaps of neighbours that turn one name into the other.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.to_lowercase().chars().collect();
    let b: Vec<char> = b.to_lowercase().chars().collect();
    let width = b.len() + 1;
    let mut table = vec![0_usize; width * (a.len() + 1)];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            let at = |i: usize, j: usize| table.get(i * width + j).copied().unwrap_or(usize::MAX / 2);
            let cost = if i == 0 || j == 0 {
                i + j
            } else {
                let changed = usize::from(a.get(i - 1) != b.get(j - 1));
                let mut cost = (at(i - 1, j - 1) + changed)
                    .min(at(i - 1, j) + 1)
                    .min(at(i, j - 1) + 1);
                if i > 1 && j > 1 && a.get(i - 1) == b.get(j - 2) && a.get(i - 2) == b.get(j - 1) {
                    cost = cost.min(at(i - 2, j - 2) + 1);
                }
                cost
            };
            if let Some(slot) = table.get_mut(i * width + j) {
                *slot = cost;
            }
        }
    }
    table.last().copied().unwrap_or(0)
}

/// What a type of Rust or Solidity is called in Twilight.
pub fn foreign_type(name: &str) -> Option<String> {
    let fixed = match name {
        "String" | "str" | "Str" | "char" => "string",
        "Vec" | "List" | "Array" => "vector",
        "HashMap" | "BTreeMap" | "Map" | "mapping" => "map",
        "usize" => "u64",
        "isize" => "i64",
        "uint" => "u256",
        "int" => "i256",
        "Bool" | "boolean" => "bool",
        "bytes" => "vector<u8>",
        "bytes32" | "H256" => "hash256",
        "H160" | "Pubkey" | "AccountId" => "address",
        "unit" | "void" => "()",
        _ => {
            if let Some(bits) = name.strip_prefix("uint").or_else(|| name.strip_prefix('U')) {
                return bits.parse::<u16>().ok().map(|bits| format!("u{}", width(bits)));
            }
            if let Some(bits) = name.strip_prefix("int").or_else(|| name.strip_prefix('I')) {
                return bits.parse::<u16>().ok().map(|bits| format!("i{}", width(bits)));
            }
            if let Some(count) = name.strip_prefix("bytes") {
                return count
                    .parse::<u16>()
                    .ok()
                    .map(|count| format!("array<u8, {count}>"));
            }
            return None;
        }
    };
    Some(fixed.to_string())
}

fn width(bits: u16) -> u16 {
    [8, 16, 32, 64, 128]
        .into_iter()
        .find(|width| bits <= *width)
        .unwrap_or(256)
}

/// What a value or function of Rust or Solidity is called in Twilight.
pub fn foreign_value(name: &str) -> Option<&'static str> {
    Some(match name {
        "msg" => "`ctx.sender()` and `ctx.value()`",
        "block" => "`env.block_number()` and `env.timestamp()`",
        "this" => "`self.address()` for the contract's address",
        "now" => "`env.timestamp()`",
        "panic" => "`panic!(\"message\")`",
        "vec" => "`vector![..]`",
        "revert" => "`require(false, \"message\")`",
        "assert" => "`assert!(condition)` or `require(condition, \"message\")`",
        "gasleft" => "`env.gas_left()`",
        "keccak256" => "`nova::crypto::keccak256(bytes)`",
        "sha3" => "`nova::crypto::keccak256(bytes)`",
        "format" => "`value.to_string()` and `+` on strings",
        "null" | "nil" => "`None`",
        "True" => "`true`",
        "False" => "`false`",
        "Address" => "`address`",
        "msg_sender" | "caller" => "`ctx.sender()`",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn finds_slips_only() {
        assert_eq!(closest("lenght", ["len", "length"]), Some("length".to_string()));
        assert_eq!(
            closest("balanc", ["balance", "other"]),
            Some("balance".to_string())
        );
        assert_eq!(closest("zzz", ["balance"]), None);
        assert_eq!(closest("x", ["y"]), None);
        assert_eq!(foreign_type("uint160").as_deref(), Some("u256"));
        assert_eq!(foreign_type("int64").as_deref(), Some("i64"));
        assert_eq!(foreign_type("bytes4").as_deref(), Some("array<u8, 4>"));
    }
}
