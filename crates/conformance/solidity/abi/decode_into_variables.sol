// SPDX-License-Identifier: MIT
// Results of abi.decode in new and old variables.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, string memory, uint256, bool) {
        bytes memory d = abi.encode(uint256(5), "s", true);
        (uint256 a, string memory s, bool b) = abi.decode(d, (uint256, string, bool));
        uint256 c = abi.decode(abi.encode(7), (uint256));
        (, , b) = abi.decode(d, (uint256, string, bool));
        return (a, s, c, b);
    }
}

//= deploy: ok
//= main(): ok 5, "s", 7, true
