// A variable of type `ufixed128x18`. Good: refuses fractions and says what to use.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    ufixed128x18 public rate;
}
