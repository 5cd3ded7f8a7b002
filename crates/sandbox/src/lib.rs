//! Spawning, limiting and judging one-shot sandboxes.
