//! Codes of this crate's diagnostics. A code never changes its meaning.

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $name:ident = $code:literal;)*) => {
        $($(#[doc = $doc])* pub const $name: &str = $code;)*
        /// Every code of this crate.
        pub const ALL: &[&str] = &[$($code),*];
    };
}

codes! {
    /// The source is no Solidity.
    SYNTAX = "E0700";
    /// Brackets, operators or statements nest deeper than the limit.
    NESTING = "E0701";
    /// A feature of Solidity that Twilight does not have.
    UNSUPPORTED = "E0702";
    /// A `pragma` or `import` that cannot be followed.
    DIRECTIVE = "E0703";
    /// A name is declared twice.
    DUPLICATE = "E0710";
    /// A name that nothing has.
    UNKNOWN_NAME = "E0711";
    /// A type, contract or value has no such member.
    UNKNOWN_MEMBER = "E0712";
    /// A name stands for something else than its use needs.
    WRONG_KIND = "E0713";
    /// A type that cannot stand here, or does not exist.
    TYPE = "E0714";
    /// A data location is missing or cannot stand here.
    LOCATION = "E0715";
    /// A value of one type stands where another is needed.
    CONVERSION = "E0720";
    /// An operator does not exist for these types.
    OPERATOR = "E0721";
    /// A call with the wrong arguments.
    ARGUMENTS = "E0722";
    /// A number literal that is no number, or too large.
    LITERAL = "E0723";
    /// A value that must be known at compile time is not.
    NOT_CONSTANT = "E0724";
    /// Something that cannot be assigned.
    ASSIGNMENT = "E0725";
    /// An index that lies outside of the array, or `[]` of what has no elements.
    INDEX = "E0726";
    /// A statement where it cannot stand.
    STATEMENT = "E0727";
    /// A local reference to storage that cannot be followed at compile time.
    STORAGE_REFERENCE = "E0728";
    /// A function does more than its `pure` or `view` allows.
    MUTABILITY = "E0730";
    /// A function, variable or modifier that may not be used here.
    VISIBILITY = "E0731";
    /// A declaration lacks its visibility, or has one that it cannot have.
    DECLARATION = "E0732";
    /// Bases that cannot be brought into one order.
    LINEARIZATION = "E0740";
    /// `override` or `virtual` is missing or wrong.
    OVERRIDE = "E0741";
    /// A contract leaves functions without a body, or is none that can be made.
    ABSTRACT = "E0742";
    /// Arguments of a base's constructor are missing or given twice.
    BASE_ARGUMENTS = "E0743";
    /// A modifier that does not exist, or its `_`.
    MODIFIER = "E0744";
    /// An event or error that cannot be as it is declared.
    EVENT = "E0750";
    /// A number of something is over the limit.
    LIMIT = "E0760";
    /// An instruction whose result nobody looks at, or a variable that nobody reads.
    UNUSED = "W0700";
    /// A local variable hides another one.
    SHADOWED = "W0701";
    /// Code that never runs.
    UNREACHABLE = "W0702";
}
