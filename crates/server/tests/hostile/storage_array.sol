//? Storage without end.
//? gas most
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.0;
contract C {
    uint256[] kept;
    function main() public {
        while (true) {
            kept.push(7);
        }
    }
}
//= RuntimePanic R0002
