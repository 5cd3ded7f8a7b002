//! The Twilight compiler: driver library and command line.
