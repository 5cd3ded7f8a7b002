//! Codes of this crate's diagnostics. A code never changes its meaning.

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $name:ident = $code:literal;)*) => {
        $($(#[doc = $doc])* pub const $name: &str = $code;)*
        /// Every code of this crate.
        pub const ALL: &[&str] = &[$($code),*];
    };
}

codes! {
    /// Two items, fields or variables of one scope have the same name.
    DUPLICATE = "E0101";
    /// A name that no variable, function or constant has.
    UNKNOWN_NAME = "E0102";
    /// A name that no type has.
    UNKNOWN_TYPE = "E0103";
    /// A struct, tuple or storage has no such field.
    UNKNOWN_FIELD = "E0104";
    /// A type has no such method.
    UNKNOWN_METHOD = "E0105";
    /// A type has no such variant, associated function or constant.
    UNKNOWN_ASSOCIATED = "E0106";
    /// `self.x` where `storage.x` is meant (DECISION C1), or `self` where there is none.
    SELF_MISUSE = "E0107";
    /// Storage is named outside a contract.
    NO_STORAGE = "E0108";
    /// `emit` of something that is no event.
    UNKNOWN_EVENT = "E0109";
    /// A name is of another kind than its use needs: a type used as a value, a function as a type.
    WRONG_KIND = "E0110";
    /// A `use` names something that does not exist.
    UNKNOWN_IMPORT = "E0111";
    /// Wrong number of type arguments.
    TYPE_ARITY = "E0150";
    /// A type alias means itself.
    ALIAS_CYCLE = "E0151";
    /// A struct or enum holds itself without indirection (DECISION T20).
    RECURSIVE_TYPE = "E0152";
    /// A type that contains itself, in storage, an event or the signature of a public function.
    RECURSIVE_BOUNDARY = "E0158";
    /// A type cannot be the key of a map.
    MAP_KEY = "E0153";
    /// An array length is no constant, or out of range.
    ARRAY_LENGTH = "E0154";
    /// A type exceeds the limits on its size.
    TYPE_TOO_LARGE = "E0155";
    /// An enum has no variants or more than 256.
    ENUM_SIZE = "E0156";
    /// A type cannot stand here (an event's parameter, storage).
    TYPE_NOT_ALLOWED = "E0157";
    /// An expression has another type than the one expected.
    MISMATCH = "E0200";
    /// Wrong number of arguments.
    ARGUMENT_COUNT = "E0201";
    /// An operator does not exist for these types.
    OPERATOR = "E0202";
    /// `as` would lose values, or is not between integers (DECISION S4).
    CAST = "E0204";
    /// An integer literal does not fit its type (DECISION T1).
    LITERAL_RANGE = "E0205";
    /// A type cannot be inferred.
    CANNOT_INFER = "E0206";
    /// A call of something that is no function.
    NOT_CALLABLE = "E0207";
    /// `[..]` on a type that has no elements.
    NOT_INDEXABLE = "E0208";
    /// An index or shift amount of a wrong integer type.
    INDEX_TYPE = "E0209";
    /// `?` where it cannot work (DECISION T9).
    TRY = "E0210";
    /// A `Result` that nobody looks at (DECISION T9).
    UNUSED_RESULT = "E0211";
    /// `break` or `continue` without its loop.
    NO_LOOP = "E0212";
    /// `break` with a value in a loop that has none.
    BREAK_VALUE = "E0213";
    /// A format string and its arguments disagree (DECISION T12).
    FORMAT = "E0214";
    /// Fields of a struct expression are missing, unknown or given twice.
    STRUCT_FIELDS = "E0215";
    /// A default value is needed of a type that has none (DECISIONS S13, T8).
    NO_DEFAULT = "E0216";
    /// An operation that storage maps do not have (DECISION T8).
    STORAGE_MAP = "E0217";
    /// A map in storage, or what holds one, is read, replaced or removed as a whole (DECISION T8).
    WHOLE_STORAGE_MAP = "E0218";
    /// `for` over something that has no elements.
    NOT_ITERABLE = "E0219";
    /// A type does not meet a bound (DECISION T10).
    BOUND = "E0221";
    /// A pattern cannot match its type, or names the wrong fields.
    PATTERN = "E0250";
    /// A `match` misses values.
    NOT_EXHAUSTIVE = "E0251";
    /// Alternatives of a pattern bind different variables.
    OR_BINDINGS = "E0252";
    /// A pattern binds a name twice.
    DUPLICATE_BINDING = "E0253";
    /// A range pattern is empty.
    EMPTY_RANGE = "E0254";
    /// A `match` is too complex to be proven exhaustive within the step limit.
    MATCH_TOO_COMPLEX = "E0255";
    /// A pattern of `val`, `var` or `for` does not match every value.
    REFUTABLE = "E0256";
    /// A constant's value is not known at compile time.
    NOT_CONSTANT = "E0300";
    /// Evaluating a constant overflows, divides by zero or fails otherwise.
    CONST_EVAL = "E0301";
    /// Constants need each other's values.
    CONST_CYCLE = "E0302";
    /// A value is used after it was moved (DECISION T3).
    USE_AFTER_MOVE = "E0350";
    /// A `val`, a plain parameter or a pattern's variable is changed.
    IMMUTABLE = "E0351";
    /// Something that is no place is assigned or changed.
    NOT_A_PLACE = "E0352";
    /// One value is borrowed twice in a call, once to change it (DECISION T3).
    EXCLUSIVE = "E0353";
    /// A collection is changed while a `for` loop runs over it.
    CHANGED_IN_LOOP = "E0354";
    /// A contract has more than one `init`, or `init` returns a value.
    INIT = "E0400";
    /// More than three `#[topic]` parameters (DECISION S11).
    TOPICS = "E0401";
    /// An attribute has wrong arguments.
    ATTRIBUTE = "E0402";
    /// A bound or `impl` names no trait.
    UNKNOWN_TRAIT = "E0500";
    /// An implementation lacks items of its trait.
    MISSING_ITEMS = "E0501";
    /// An implementation or trait has an item that cannot be there.
    IMPL_ITEMS = "E0502";
    /// A function or constant of an implementation differs from the trait's.
    SIGNATURE = "E0503";
    /// Two implementations of a trait fit the same type.
    OVERLAP = "E0504";
    /// The trait cannot be implemented, or not for this type.
    IMPL_NOT_ALLOWED = "E0505";
    /// Several traits of a type have the function or constant.
    AMBIGUOUS = "E0506";
    /// `impl Trait` where it means nothing.
    OPAQUE_PLACE = "E0507";
    /// A function with `impl Trait` in its result returns different types.
    OPAQUE_RETURNS = "E0508";
    /// A type hidden behind `impl Trait` is made from itself.
    OPAQUE_CYCLE = "E0509";
    /// A function of a trait keeps a parameter (DECISION T3).
    TRAIT_KEEPS = "E0510";
    /// A trait stands where a type is needed.
    TRAIT_AS_TYPE = "E0511";
    /// A type parameter of an `impl` that nothing decides.
    UNUSED_PARAMETER = "E0512";
    /// More generic implementations of a trait than the limit allows.
    TOO_MANY_IMPLS = "E0513";
    /// A trait extends itself.
    SUPERTRAIT_CYCLE = "E0514";
    /// An associated type is made from itself.
    ASSOC_CYCLE = "E0515";
    /// More steps than the limit allows to find whether a type has a trait, or what an associated type is.
    TRAIT_STEPS = "E0516";
    /// A trait extends more traits than the limit allows.
    TOO_MANY_SUPERTRAITS = "E0517";
    /// A closure stands where no function is expected (DECISION S7).
    CLOSURE_PLACE = "E0530";
    /// A function type anywhere but at a parameter, or a parameter's function kept instead of called.
    FUNCTION_VALUE = "E0531";
    /// A closure or function takes another number of arguments than it is called with.
    CLOSURE_ARITY = "E0532";
    /// A captured variable moves out of a closure that may run more than once.
    MOVED_OUT_OF_CLOSURE = "E0533";
    /// An argument is no function that the parameter could receive.
    NOT_A_FUNCTION = "E0534";
    /// A function that takes a function calls itself.
    CLOSURE_RECURSION = "E0535";
    /// An `FnOnce` is called twice, or passed where it may be.
    CALLED_TWICE = "E0537";
    /// An assertion where none may stand (spec 18 §2.2).
    ASSERTION_PLACE = "E0570";
    /// `old(..)` where it has no meaning, or of something that did not exist at entry (spec 18 §3.5).
    OLD = "E0571";
    /// The message of an assertion is no string literal (spec 18 §2.1).
    ASSERTION_MESSAGE = "E0572";
    /// The condition of an assertion has a side effect, or may fail (spec 18 §3.1, §3.4).
    IMPURE_ASSERTION = "E0573";
    /// The condition of an assertion has a form that assertions do not have (spec 18 §3.3).
    ASSERTION_FORM = "E0574";
    /// A function of `nova::test` in code that is not only for tests.
    TEST_ONLY = "E0575";
    /// An item, field or function is private to another module (spec 01 §6).
    PRIVATE = "E0550";
    /// `mod name;` without a file.
    NO_MODULE_FILE = "E0551";
    /// `super` above the root of the package.
    NO_PARENT = "E0552";
    /// An import means itself.
    IMPORT_CYCLE = "E0553";
    /// Two imports with `*` give a used name two meanings.
    AMBIGUOUS_IMPORT = "E0554";
    /// More modules, or imports with `*`, than the limits allow.
    TOO_MANY_MODULES = "E0555";
    /// A method of the standard library does not exist for this element type or sign.
    LIBRARY_TYPE = "E0600";
    /// `let` is written for `val` or `var` (DECISION S3).
    LET_STYLE = "W0001";
    /// A variable is never read.
    UNUSED_VARIABLE = "W0002";
    /// Code that never runs.
    UNREACHABLE_CODE = "W0003";
    /// An arm that never matches.
    UNREACHABLE_ARM = "W0004";
    /// An attribute that the language does not know.
    UNKNOWN_ATTRIBUTE = "W0005";
    /// `result` in `assert_post` is not the variable of that name (DECISION T11).
    RESULT_SHADOWED = "W0901";
    /// An attribute that means nothing where it stands.
    MISPLACED_ATTRIBUTE = "W0006";
    /// A statement whose value nobody looks at, and that does nothing else.
    NO_EFFECT = "W0007";
    /// A copy changes, and nobody reads it afterwards.
    LOST_CHANGE = "W0008";
    /// A function that can never run.
    UNUSED_FUNCTION = "W0009";
    /// An import that nothing uses.
    UNUSED_IMPORT = "W0101";
    /// A lint that does not exist.
    UNKNOWN_LINT = "W0102";
    /// A variable hides another one of the same name.
    SHADOWED_VARIABLE = "W0103";
    /// A variable that is declared with `var` and never changes.
    UNNECESSARY_MUT = "W0104";
    /// A type's name is not in UpperCamelCase.
    TYPE_NAME = "W0105";
    /// A function's name is not in snake_case.
    FUNCTION_NAME = "W0106";
    /// A variable's name is not in snake_case.
    VARIABLE_NAME = "W0107";
    /// A constant's name is not in SCREAMING_SNAKE_CASE.
    CONSTANT_NAME = "W0108";
}
