//! The HTTP service of the Twilight playground.
