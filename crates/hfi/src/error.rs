//! Return codes (spec 11 §4).

/// `NOVA_SUCCESS`: the function did what it was asked to do.
pub const SUCCESS: i32 = 0;

/// What a host function returns when it could not do its work (spec 11 §4). The discriminant is the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(i32)]
pub enum ErrorCode {
    /// Pointer negative, null, or outside linear memory.
    InvalidPointer = -1,
    /// Length negative, or reaching past the end of linear memory.
    InvalidLength = -2,
    /// The output buffer is too small for the result. No function of version 1 returns it: `read`
    /// truncates and tells the size, every other output has a fixed size.
    BufferTooSmall = -3,
    /// The key does not exist in state.
    KeyNotFound = -4,
    /// Another argument is not valid.
    InvalidArgument = -5,
    /// A state write is denied by the protocol's rules. The playground has no such rule.
    StateAccessViolation = -6,
    /// One of [`crate::limits`] is reached.
    LimitExceeded = -7,
    /// The host could not (de)serialize data. Never returned by the playground.
    Serialization = -8,
    /// The host failed unexpectedly.
    InternalHostError = -9,
    /// Gas ran out. Never returned by the playground, which traps instead (spec 11 §5 allows both).
    GasExhausted = -10,
}

impl ErrorCode {
    /// Every code, -1 first.
    pub const ALL: [Self; 10] = [
        Self::InvalidPointer,
        Self::InvalidLength,
        Self::BufferTooSmall,
        Self::KeyNotFound,
        Self::InvalidArgument,
        Self::StateAccessViolation,
        Self::LimitExceeded,
        Self::Serialization,
        Self::InternalHostError,
        Self::GasExhausted,
    ];

    /// The number that crosses the boundary.
    #[must_use]
    pub const fn code(self) -> i32 {
        self as i32
    }

    /// The name in specification 11, `NOVA_ERR_INVALID_POINTER`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::InvalidPointer => "NOVA_ERR_INVALID_POINTER",
            Self::InvalidLength => "NOVA_ERR_INVALID_LENGTH",
            Self::BufferTooSmall => "NOVA_ERR_BUFFER_TOO_SMALL",
            Self::KeyNotFound => "NOVA_ERR_KEY_NOT_FOUND",
            Self::InvalidArgument => "NOVA_ERR_INVALID_ARGUMENT",
            Self::StateAccessViolation => "NOVA_ERR_STATE_ACCESS_VIOLATION",
            Self::LimitExceeded => "NOVA_ERR_LIMIT_EXCEEDED",
            Self::Serialization => "NOVA_ERR_SERIALIZATION",
            Self::InternalHostError => "NOVA_ERR_INTERNAL_HOST_ERROR",
            Self::GasExhausted => "NOVA_ERR_GAS_EXHAUSTED",
        }
    }

    /// The error of a return value; `None` for 0, positive values and unknown codes.
    #[must_use]
    pub fn from_code(code: i32) -> Option<Self> {
        Self::ALL.into_iter().find(|error| error.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_specification() {
        for (at, error) in (1..).zip(ErrorCode::ALL) {
            assert_eq!(error.code(), -at, "{}", error.name());
            assert_eq!(ErrorCode::from_code(-at), Some(error));
            assert!(error.name().starts_with("NOVA_ERR_"));
        }
        assert_eq!(ErrorCode::from_code(SUCCESS), None);
        assert_eq!(ErrorCode::from_code(1), None);
        assert_eq!(ErrorCode::from_code(-11), None);
    }
}
