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
        .filter(|name| name.len() <= LONGEST && *name != wanted)
        .map(|name| (distance(wanted, name), name))
        .filter(|(distance, name)| *distance <= limit && *distance < name.chars().count())
        .min()
        .map(|(_, name)| name.to_string())
}

fn distance(a: &str, b: &str) -> usize {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (j, y) in b.iter().enumerate() {
            let above = row.get(j + 1).copied().unwrap_or(0);
            let cost = (diagonal + usize::from(x != *y)).min(above + 1).min(left + 1);
            diagonal = above;
            if let Some(slot) = row.get_mut(j) {
                *slot = left;
            }
            left = cost;
        }
        if let Some(slot) = row.last_mut() {
            *slot = left;
        }
    }
    row.last().copied().unwrap_or(0)
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
