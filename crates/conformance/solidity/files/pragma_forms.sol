// SPDX-License-Identifier: MIT
// Several pragma lines and comments of every kind.
pragma solidity ^0.8.20;

pragma solidity >=0.8.0 <0.9.0;
pragma abicoder v2;

// a line comment with "quotes" and { braces
/* a block comment
   over /* several lines */
/// a documentation comment
contract Test {
    function main() external pure returns (string memory, uint256) {
        return ("// no comment /* here */", 6 /* inside */ / /* and here */ 2); // at the end
    }
}

//= deploy: ok
//= main(): ok "// no comment /* here */", 3
