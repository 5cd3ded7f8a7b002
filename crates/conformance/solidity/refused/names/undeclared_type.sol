// A type that does not exist. Good: "There is no type `Token`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    Token private token;
}
