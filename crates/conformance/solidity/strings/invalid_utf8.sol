// SPDX-License-Identifier: MIT
// Bytes that are no text may stand in a string.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (bytes memory, uint256) {
        bytes memory raw = hex"ff00fe";
        string memory s = string(raw);
        return (bytes(string.concat(s, "a")), bytes(s).length);
    }
}

//= deploy: ok
//= main(): ok 0xff00fe61, 3
