//! Long division where it is hardest: guesses that must be corrected, the largest digits, limbs that spoil
//! reciprocals; with and without wide arithmetic.

use super::integers::{Random, Tester, expected, mask, source};
use crate::common::{Running, parse};
use ruint::aliases::U256;
use twilight_abi::IntType;
use twilight_codegen_wasm::Options;
use twilight_tir::BinaryOp;

#[test]
fn division_that_corrects_its_guess() {
    // Digits of 32 bits, low first, for which the guessed quotient digit is one too large even after the
    // usual correction (Knuth 4.3.1, step D6; cases from Hacker's Delight).
    let digits = |digits: &[u64]| {
        digits
            .iter()
            .rev()
            .fold(U256::ZERO, |sum, digit| (sum << 32) | U256::from(*digit))
    };
    let cases = [
        (vec![3, 0, 0x8000_0000], vec![1, 0, 0x2000_0000]),
        (vec![0, 0, 0x8000_0000, 0x7FFF_FFFF], vec![1, 0, 0x8000_0000]),
        (vec![0, 0xFFFF_FFFE, 0x8000_0000], vec![0xFFFF_FFFF, 0x8000_0000]),
        (
            vec![0, 0xFFFF_FFFE, 0, 0x8000_0000],
            vec![0xFFFF_FFFF, 0, 0x8000_0000],
        ),
        (
            vec![0, 0, 0, 0, 0, 0, 0x8000_0000, 0x7FFF_FFFF],
            vec![1, 0, 0, 0, 0, 0x8000_0000],
        ),
    ];
    let cases: Vec<_> = cases.iter().map(|(a, b)| (digits(a), digits(b))).collect();
    for ty in [IntType::U128, IntType::U256] {
        check_divisions(ty, &cases);
    }
}

/// Quotients and remainders, with and without wide arithmetic.
fn check_divisions(ty: IntType, cases: &[(U256, U256)]) {
    let module = parse(&source(ty));
    for wide_arithmetic in [false, true] {
        let options = Options {
            wide_arithmetic,
            ..Options::default()
        };
        let mut tester = Tester {
            running: Running::with(&module, &options),
            ty,
        };
        for (a, b) in cases {
            let (a, b) = (mask(ty, *a), mask(ty, *b));
            for op in [BinaryOp::Div, BinaryOp::Rem] {
                tester.check(&format!("{op:?}"), &[(ty, a), (ty, b)], &expected(op, ty, a, b));
            }
        }
    }
}

/// Limbs that make reciprocals and digits as wrong as they can be.
const HARD_LIMBS: [u64; 10] = [
    0,
    1,
    (1 << 32) - 1,
    1 << 32,
    (1 << 63) - 1,
    1 << 63,
    (1 << 63) + 1,
    u64::MAX - 1,
    u64::MAX,
    0x8000_0000_FFFF_FFFF,
];

#[test]
fn division_by_hard_limbs() {
    let mut random = Random(0xD1F1_D1F1);
    for ty in [IntType::U128, IntType::U256] {
        let mut number = |bits: u16| {
            let limbs = std::array::from_fn(|_| match random.next() as usize % 16 {
                at @ 0..10 => HARD_LIMBS[at],
                _ => random.next(),
            });
            (
                mask(ty, U256::from_limbs(limbs)) >> (random.next() as usize % 4 * usize::from(bits) / 4),
                random.next(),
            )
        };
        let one = U256::from(1);
        let mut cases = Vec::new();
        for _ in 0..2500 {
            let ((a, kind), (b, shift)) = (number(ty.bits), number(ty.bits));
            let b = b >> (shift as usize % 3 * 21);
            // A product, and what is around it, gives remainders at both ends of their range.
            let product = mask(ty, a.wrapping_mul(b));
            cases.push(match kind % 8 {
                0 => (product, b),
                1 => (product.wrapping_sub(one), b),
                2 => (product.wrapping_add(one), b),
                3 => (product.wrapping_add(b).wrapping_sub(one), b),
                4 => (b.wrapping_sub(one), b),
                _ => (a, b),
            });
        }
        check_divisions(ty, &cases);
    }
}

/// Dividends whose highest limbs are those of the divisor: the guessed digit would need a bit more than a limb.
#[test]
fn division_with_the_largest_digit() {
    let mut random = Random(0x00E0_0AAA);
    let mut cases = Vec::new();
    for _ in 0..400 {
        let high = [random.next() | 1 << 63, HARD_LIMBS[random.next() as usize % 10]];
        for low in HARD_LIMBS {
            for limbs in [1, 2] {
                // 3 and 4 limbs of divisor; the dividend is just below the divisor times 2^64.
                let divisor = if limbs == 1 {
                    U256::from_limbs([low, high[1], high[0], 0])
                } else {
                    U256::from_limbs([low, random.next(), high[1], high[0] >> (random.next() % 64)])
                };
                let top = if limbs == 1 { divisor << 64 } else { U256::MAX };
                let below = U256::from(random.next() % 4) << (random.next() as usize % 128);
                cases.push((top.wrapping_sub(U256::from(1)).wrapping_sub(below), divisor));
            }
        }
    }
    check_divisions(IntType::U256, &cases);
}
