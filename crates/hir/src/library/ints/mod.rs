//! Integers (spec 03 §4.3; DECISIONS T5, T6, T14).

mod clamped;
mod exact;
mod values;

use super::{Needs, Row, Section, Sig};
use Sig::{Bool, Own, U32};

const RHS: &[(&str, Sig)] = &[("rhs", Own)];
const EXP: &[(&str, Sig)] = &[("exp", U32)];
const AMOUNT: &[(&str, Sig)] = &[("amount", U32)];
const MAYBE: Sig = Sig::Option(&Own);
const FLAGGED: Sig = Sig::Pair(&Own, &Bool);
const BY_ZERO: &str = "Panics where `rhs` is zero.";

/// In the order of the reference.
const GROUPS: [&[Row]; 6] = [
    values::BOUNDS,
    exact::CHECKED,
    exact::WRAPPING,
    clamped::SATURATING,
    clamped::OVERFLOWING,
    values::REST,
];

const COUNT: usize = {
    let mut sum = 0;
    let mut group = 0;
    while group < GROUPS.len() {
        sum += GROUPS[group].len();
        group += 1;
    }
    sum
};

const ROWS: [Row; COUNT] = {
    let mut rows = [GROUPS[0][0]; COUNT];
    let (mut group, mut at, mut filled) = (0, 0, 0);
    while filled < COUNT {
        if at == GROUPS[group].len() {
            group += 1;
            at = 0;
            continue;
        }
        rows[filled] = GROUPS[group][at];
        filled += 1;
        at += 1;
    }
    rows
};

/// The twelve integer types.
pub const SECTION: Section = Section {
    title: "Integers: `u8` to `u256`, `i8` to `i256`",
    path: "u64",
    text: "The operators revert where a result does not fit and panic on division by zero; the methods say what \
           else can be had. `Self` is the integer's own type.",
    rows: &ROWS,
    closures: &[],
};
