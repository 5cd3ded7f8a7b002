// Native Twilight in Solidity mode. Good: "This is Twilight's own syntax. Begin the file with `#![syntax = \"native\"]`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract Counter {
    storage {
        count: u64 = 0;
    }

    pub fn increase() -> u64 {
        storage.count += 1;
        storage.count
    }
}
