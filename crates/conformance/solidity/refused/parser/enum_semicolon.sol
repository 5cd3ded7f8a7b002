// Members of an enum separated by `;`. Good: "Members of an enum are separated by `,`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    enum State { Off; On }
}
