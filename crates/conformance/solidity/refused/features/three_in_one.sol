// Three constructs of the list in one contract. Good: three messages, one for each place, in the order of the source: `.transfer`, `.call`, `selfdestruct`.
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(address payable to) public payable {
        to.transfer(1);
        to.call("");
        selfdestruct(to);
    }
}
