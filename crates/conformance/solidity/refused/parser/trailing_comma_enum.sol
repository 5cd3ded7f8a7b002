// A comma behind the last member of an enum. Good: "A member is missing behind `,`, or the comma is too much."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    enum State { Off, On, }
}
