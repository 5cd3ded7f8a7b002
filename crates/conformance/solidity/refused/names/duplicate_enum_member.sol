// An enum with a member twice. Good: "`Red` stands twice in `Colour`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    enum Colour { Red, Green, Red }
}
