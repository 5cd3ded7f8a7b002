//! Types of generated programs: what exists, what it is called, what can be done with it.

use crate::random::Random;

/// A type of a generated program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ty {
    Unit,
    Bool,
    Int(Int),
    Str,
    Address,
    Tuple(Vec<Ty>),
    Array(Box<Ty>, usize),
    Vector(Box<Ty>),
    Map(Box<Ty>, Box<Ty>),
    Option(Box<Ty>),
    Result(Box<Ty>, Box<Ty>),
    /// A struct of [`Types::structs`] with its type arguments.
    Struct(usize, Vec<Ty>),
    /// An enum of [`Types::enums`].
    Enum(usize),
    /// A type parameter of the function or struct around.
    Param(usize),
}

/// An integer type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Int {
    pub bits: u32,
    pub signed: bool,
}

pub const U8: Int = Int {
    bits: 8,
    signed: false,
};
pub const U32: Int = Int {
    bits: 32,
    signed: false,
};
pub const U64: Int = Int {
    bits: 64,
    signed: false,
};

const WIDTHS: [u32; 6] = [8, 16, 32, 64, 128, 256];
const TEXTS: &[&str] = &[
    "",
    "a",
    "b",
    "ab",
    "abc",
    "0",
    "-7",
    "twilight",
    "\\\"q\\\"",
    "\\n",
    "é",
    "日本",
    "{}",
    " ",
];

impl Int {
    pub fn any(random: &mut Random) -> Self {
        // The default widths of programs and the widest more often than the rest.
        let bits = match random.below(9) {
            0..=1 => 64,
            2 => 256,
            _ => random.pick(&WIDTHS).copied().unwrap_or(64),
        };
        Self {
            bits,
            signed: random.below(3) == 0,
        }
    }

    pub fn unsigned(random: &mut Random) -> Self {
        Self {
            signed: false,
            ..Self::any(random)
        }
    }

    pub fn name(self) -> String {
        format!("{}{}", if self.signed { 'i' } else { 'u' }, self.bits)
    }

    /// Bits of the largest value.
    pub fn magnitude(self) -> u32 {
        self.bits - u32::from(self.signed)
    }

    /// Whether `as` keeps every value (DECISION S4).
    pub fn widens_to(self, to: Self) -> bool {
        if self.signed == to.signed {
            self.bits < to.bits
        } else {
            !self.signed && self.bits < to.bits
        }
    }

    /// The type of an index: `u64` or narrower.
    pub fn index(random: &mut Random) -> Self {
        let bits = [8, 16, 32, 64, 64, 64][random.below(6)];
        Self { bits, signed: false }
    }

    /// A literal without a suffix; edges of the range more often than chance would give. Negative ones begin
    /// with `-`.
    pub fn literal(self, random: &mut Random) -> String {
        let text = match random.below(12) {
            0..=5 => random.below(13).to_string(),
            6 => "0".to_owned(),
            7 => hex(u64::MAX, self.magnitude(), random, true),
            8 => format!("0x{}", power(random.below(self.magnitude() as usize))),
            9 => (random.below(100) + 27).to_string(),
            _ => {
                let bits = 1 + random.below(self.magnitude() as usize);
                hex(random.next(), u32::try_from(bits).unwrap_or(1), random, false)
            }
        };
        if self.signed && random.below(3) == 0 && text != "0" {
            format!("-{text}")
        } else {
            text
        }
    }
}

/// 2 to the `at`, as digits.
fn power(at: usize) -> String {
    format!("{}{}", 1 << (at % 4), "0".repeat(at / 4))
}

/// A number of at most `bits` bits.
fn hex(first: u64, bits: u32, random: &mut Random, ones: bool) -> String {
    let mut digits = String::from("0x");
    let top = bits % 4;
    let mut word = first;
    if top > 0 {
        digits.push_str(&format!("{:x}", word & ((1 << top) - 1)));
    }
    for at in 0..bits / 4 {
        if at % 16 == 0 {
            word = if ones { u64::MAX } else { random.next() };
        }
        digits.push_str(&format!("{:x}", word & 15));
        word >>= 4;
    }
    digits
}

/// A declared struct. Type parameters are `A`, `B`; fields are named, or positions where `tuple` is set.
pub struct StructDef {
    pub name: String,
    pub params: usize,
    pub tuple: bool,
    pub fields: Vec<(String, Ty)>,
    /// A field is a vector of the struct itself.
    pub recursive: bool,
}

/// Payload of a variant.
pub enum Payload {
    None,
    Tuple(Vec<Ty>),
    Named(Vec<(String, Ty)>),
}

/// A declared enum.
pub struct EnumDef {
    pub name: String,
    pub variants: Vec<(String, Payload)>,
    /// A variant holds a vector of the enum itself.
    pub recursive: bool,
}

/// All declared types.
#[derive(Default)]
pub struct Types {
    pub structs: Vec<StructDef>,
    pub enums: Vec<EnumDef>,
    /// Own types with an order of their own.
    pub ordered: Vec<Ty>,
}

/// Replaces type parameters.
pub fn substitute(ty: &Ty, args: &[Ty]) -> Ty {
    let list = |types: &[Ty]| types.iter().map(|ty| substitute(ty, args)).collect();
    let boxed = |ty: &Ty| Box::new(substitute(ty, args));
    match ty {
        Ty::Param(at) => args.get(*at).cloned().unwrap_or(Ty::Unit),
        Ty::Tuple(types) => Ty::Tuple(list(types)),
        Ty::Struct(id, types) => Ty::Struct(*id, list(types)),
        Ty::Array(inner, count) => Ty::Array(boxed(inner), *count),
        Ty::Vector(inner) => Ty::Vector(boxed(inner)),
        Ty::Option(inner) => Ty::Option(boxed(inner)),
        Ty::Map(key, value) => Ty::Map(boxed(key), boxed(value)),
        Ty::Result(ok, err) => Ty::Result(boxed(ok), boxed(err)),
        other => other.clone(),
    }
}

/// Finds the type arguments with which `pattern` is `ty`.
pub fn bind(pattern: &Ty, ty: &Ty, args: &mut [Option<Ty>]) -> bool {
    let all = |a: &[Ty], b: &[Ty], args: &mut [Option<Ty>]| {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| bind(a, b, args))
    };
    match (pattern, ty) {
        (Ty::Param(at), _) => match args.get_mut(*at) {
            Some(Some(known)) => known == ty,
            Some(open) => {
                *open = Some(ty.clone());
                true
            }
            None => pattern == ty,
        },
        (Ty::Tuple(a), Ty::Tuple(b)) => all(a, b, args),
        (Ty::Struct(a, x), Ty::Struct(b, y)) => a == b && all(x, y, args),
        (Ty::Array(a, n), Ty::Array(b, m)) => n == m && bind(a, b, args),
        (Ty::Vector(a), Ty::Vector(b)) | (Ty::Option(a), Ty::Option(b)) => bind(a, b, args),
        (Ty::Map(a, x), Ty::Map(b, y)) | (Ty::Result(a, x), Ty::Result(b, y)) => {
            bind(a, b, args) && bind(x, y, args)
        }
        _ => pattern == ty,
    }
}

impl Types {
    /// As written in source.
    pub fn name(&self, ty: &Ty) -> String {
        let list = |types: &[Ty]| {
            types
                .iter()
                .map(|ty| self.name(ty))
                .collect::<Vec<_>>()
                .join(", ")
        };
        match ty {
            Ty::Unit => "()".to_owned(),
            Ty::Bool => "bool".to_owned(),
            Ty::Int(int) => int.name(),
            Ty::Str => "string".to_owned(),
            Ty::Address => "address".to_owned(),
            Ty::Tuple(types) if types.len() == 1 => format!("({},)", list(types)),
            Ty::Tuple(types) => format!("({})", list(types)),
            Ty::Array(inner, count) => format!("array<{}, {count}>", self.name(inner)),
            Ty::Vector(inner) => format!("vector<{}>", self.name(inner)),
            Ty::Map(key, value) => format!("map<{}, {}>", self.name(key), self.name(value)),
            Ty::Option(inner) => format!("Option<{}>", self.name(inner)),
            Ty::Result(ok, err) => format!("Result<{}, {}>", self.name(ok), self.name(err)),
            Ty::Struct(id, args) if args.is_empty() => self.structs[*id].name.clone(),
            Ty::Struct(id, args) => format!("{}<{}>", self.structs[*id].name, list(args)),
            Ty::Enum(id) => self.enums[*id].name.clone(),
            Ty::Param(at) => ["A", "B"].get(*at).copied().unwrap_or("A").to_owned(),
        }
    }

    /// Fields of a struct with its type arguments in place.
    pub fn fields(&self, id: usize, args: &[Ty]) -> Vec<(String, Ty)> {
        let fields = &self.structs[id].fields;
        fields
            .iter()
            .map(|(name, ty)| (name.clone(), substitute(ty, args)))
            .collect()
    }

    /// Types inside, without the type itself.
    fn parts(&self, ty: &Ty) -> Vec<Ty> {
        let mut parts = self.all_parts(ty);
        if matches!(ty, Ty::Struct(..) | Ty::Enum(_)) {
            parts.retain(|part| !matches!(part, Ty::Vector(inner) if **inner == *ty));
        }
        parts
    }

    /// Whether a type is inside, or the type itself, that holds itself.
    pub fn is_recursive(&self, ty: &Ty) -> bool {
        let itself = match ty {
            Ty::Struct(id, _) => self.structs[*id].recursive,
            Ty::Enum(id) => self.enums[*id].recursive,
            _ => false,
        };
        itself || self.parts(ty).iter().any(|ty| self.is_recursive(ty))
    }

    fn all_parts(&self, ty: &Ty) -> Vec<Ty> {
        match ty {
            Ty::Tuple(types) => types.clone(),
            Ty::Array(inner, _) | Ty::Vector(inner) | Ty::Option(inner) => vec![(**inner).clone()],
            Ty::Map(key, value) => vec![(**key).clone(), (**value).clone()],
            Ty::Result(ok, err) => vec![(**ok).clone(), (**err).clone()],
            Ty::Struct(id, args) => self.fields(*id, args).into_iter().map(|(_, ty)| ty).collect(),
            Ty::Enum(id) => self.enums[*id]
                .variants
                .iter()
                .flat_map(|(_, payload)| match payload {
                    Payload::None => Vec::new(),
                    Payload::Tuple(types) => types.clone(),
                    Payload::Named(fields) => fields.iter().map(|(_, ty)| ty.clone()).collect(),
                })
                .collect(),
            _ => Vec::new(),
        }
    }

    /// DECISION T4.
    pub fn is_copy(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Unit | Ty::Bool | Ty::Int(_) | Ty::Address => true,
            Ty::Tuple(types) => types.iter().all(|ty| self.is_copy(ty)),
            Ty::Array(inner, _) => self.is_copy(inner),
            _ => false,
        }
    }

    /// Whether `==` exists: for all but maps and type parameters.
    pub fn comparable(&self, ty: &Ty) -> bool {
        !matches!(ty, Ty::Map(..) | Ty::Param(_)) && self.parts(ty).iter().all(|ty| self.comparable(ty))
    }

    /// Whether `<` and `sort` exist (DECISION T7).
    pub fn is_ordered(&self, ty: &Ty) -> bool {
        matches!(ty, Ty::Int(_) | Ty::Str) || self.ordered.contains(ty)
    }

    /// Whether a map is inside.
    pub fn has_map(&self, ty: &Ty) -> bool {
        matches!(ty, Ty::Map(..)) || self.parts(ty).iter().any(|ty| self.has_map(ty))
    }

    /// Whether a type parameter is inside.
    pub fn has_param(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Param(_) => true,
            Ty::Struct(_, args) => args.iter().any(|ty| self.has_param(ty)),
            Ty::Enum(_) => false,
            _ => self.parts(ty).iter().any(|ty| self.has_param(ty)),
        }
    }

    /// DECISIONS S13, T17.
    pub fn has_default(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Result(..) | Ty::Param(_) => false,
            Ty::Tuple(types) => types.iter().all(|ty| self.has_default(ty)),
            Ty::Array(inner, _) => self.has_default(inner),
            Ty::Struct(id, args) => self.fields(*id, args).iter().all(|(_, ty)| self.has_default(ty)),
            Ty::Enum(id) => matches!(self.enums[*id].variants.first(), Some((_, Payload::None))),
            _ => true,
        }
    }

    /// Whether a literal of the type says which type it is, without help from its surroundings.
    pub fn self_evident(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Unit | Ty::Bool | Ty::Str | Ty::Address => true,
            Ty::Struct(_, args) => args.is_empty(),
            Ty::Enum(_) => true,
            Ty::Tuple(types) => types.iter().all(|ty| self.self_evident(ty)),
            _ => false,
        }
    }

    /// Any type; `depth` bounds its nesting.
    pub fn any(&self, random: &mut Random, depth: usize) -> Ty {
        if depth == 0 {
            return Self::scalar(random);
        }
        let inner = |random: &mut Random| Box::new(self.any(random, depth - 1));
        match random.below(26) {
            0..=9 => Self::scalar(random),
            10 | 11 => {
                let count = 1 + random.below(3);
                Ty::Tuple((0..count).map(|_| self.any(random, depth - 1)).collect())
            }
            12 | 13 => Ty::Array(inner(random), 1 + random.below(4)),
            14 | 15 => Ty::Vector(inner(random)),
            16 => Ty::Map(Box::new(self.key(random)), inner(random)),
            17 | 18 => Ty::Option(inner(random)),
            19 => Ty::Result(inner(random), inner(random)),
            20..=22 if !self.structs.is_empty() => {
                let id = random.below(self.structs.len());
                let count = self.structs[id].params;
                Ty::Struct(id, (0..count).map(|_| self.any(random, depth - 1)).collect())
            }
            _ if !self.enums.is_empty() => Ty::Enum(random.below(self.enums.len())),
            _ => Self::scalar(random),
        }
    }

    /// A type without parts.
    pub fn scalar(random: &mut Random) -> Ty {
        match random.below(12) {
            0 | 1 => Ty::Bool,
            2 | 3 => Ty::Str,
            4 => Ty::Address,
            _ => Ty::Int(Int::any(random)),
        }
    }

    /// What can be the key of a map.
    pub fn key(&self, random: &mut Random) -> Ty {
        match random.below(10) {
            0 | 1 => Ty::Str,
            2 => Ty::Bool,
            3 => Ty::Address,
            4 => Ty::Tuple(vec![Self::scalar(random), Self::scalar(random)]),
            5 => {
                let plain = self.enums.iter().position(|def| {
                    def.variants
                        .iter()
                        .all(|(_, payload)| matches!(payload, Payload::None))
                });
                plain.map_or(Ty::Bool, Ty::Enum)
            }
            _ => Ty::Int(Int::any(random)),
        }
    }
}

/// A text literal with its quotes.
pub fn text(random: &mut Random) -> String {
    format!("\"{}\"", random.pick(TEXTS).copied().unwrap_or(""))
}
