//? A fraction that grows with each step.
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.0;
contract C {
    function main() public pure returns (uint256) {
        return uint256(1{{3000  / 3 + 1}});
    }
}
//= Compilation E0701
