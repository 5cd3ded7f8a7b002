// An array of `byte`, as old contracts have it. Good: names `bytes1`.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    byte[] public data;
}
