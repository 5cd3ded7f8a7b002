//! Traits that the standard library declares, and which of them a program may implement.

use std::sync::OnceLock;

use twilight_diagnostics::FileId;
use twilight_syntax::ast;

use crate::checker::{Bound, Checker, ScopeId};
use crate::thir::StdTrait;

/// The file of spans in the traits' declarations, which no message may show.
pub const STD_FILE: FileId = crate::library::source::TRAITS_FILE;

static SOURCE: &str = include_str!("../../std/traits.twl");

/// Traits by name with their meaning.
const STD_TRAITS: &[(&str, StdTrait)] = &[
    ("Displayable", StdTrait::Displayable),
    ("Clone", StdTrait::Clone),
    ("Copy", StdTrait::Copy),
    ("Eq", StdTrait::Eq),
    ("Ord", StdTrait::Ord),
    ("Hash", StdTrait::Hash),
    ("Default", StdTrait::Default),
    ("From", StdTrait::From),
    ("Into", StdTrait::Into),
];

fn unit() -> &'static ast::SourceUnit {
    static UNIT: OnceLock<ast::SourceUnit> = OnceLock::new();
    UNIT.get_or_init(|| twilight_syntax::parse(STD_FILE, SOURCE).unit)
}

impl StdTrait {
    /// The bound that stands for the trait in declarations; `None` where implementations decide.
    #[must_use]
    pub fn bound(self) -> Option<Bound> {
        Some(match self {
            Self::Displayable => Bound::Displayable,
            Self::Clone => Bound::Clone,
            Self::Copy => Bound::Copy,
            Self::Eq => Bound::Eq,
            Self::Ord => Bound::Ord,
            Self::Hash => Bound::Hash,
            Self::Default => Bound::Default,
            Self::From | Self::Into => return None,
        })
    }

    /// Why a program cannot implement the trait; `None` where it can.
    #[must_use]
    pub fn refusal(self) -> Option<&'static str> {
        Some(match self {
            Self::Displayable | Self::Ord | Self::From => return None,
            Self::Copy => {
                "Structs and enums move, so that it is always clear who owns a value; tuples and arrays of copied \
                 types are copied. Remove the implementation and write `.clone()` where a second value is needed."
            }
            Self::Clone => {
                "Every type has `.clone()`, which copies the whole value. Remove the implementation."
            }
            Self::Eq => {
                "`==` compares all parts of a value, for every type but maps. Remove the implementation; for another \
                 comparison write a method with a name of its own."
            }
            Self::Hash => {
                "Which types can be keys of a map is fixed: `bool`, integers, `string`, `address`, `hash256`, enums \
                 without payloads, and tuples of these. Remove the implementation."
            }
            Self::Default => {
                "A struct's default is made from the defaults of its fields. Remove the implementation; for other \
                 starting values write a function `fn new() -> Self` in an `impl` block."
            }
            Self::Into => "Write `impl From<Source> for Target`: `.into()` follows from it.",
        })
    }
}

impl Checker<'_> {
    /// Declares the traits of the standard library in the prelude, where a program's own come before them.
    pub fn declare_std_traits(&mut self) {
        for item in &unit().items {
            if let ast::ItemKind::Trait(decl) = &item.kind {
                self.declare_trait(item, decl, ScopeId(0));
            }
        }
        self.resolve_pending();
        for info in &mut self.traits {
            info.std = STD_TRAITS
                .iter()
                .find(|(name, _)| *name == info.name)
                .map(|(_, std)| *std);
        }
    }

    /// The number of one of the standard library's traits.
    pub fn std_trait(&self, wanted: StdTrait) -> Option<crate::ty::TraitId> {
        let at = STD_TRAITS.iter().position(|(_, std)| *std == wanted)?;
        Some(crate::ty::TraitId(u32::try_from(at).ok()?))
    }
}
