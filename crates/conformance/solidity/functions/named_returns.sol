// SPDX-License-Identifier: MIT
// Named return values start at zero and may be left alone.
pragma solidity ^0.8.20;

contract Test {
    function none() internal pure returns (uint256 a, bool b, string memory c) {}

    function some(uint256 x) internal pure returns (uint256 a, uint256 b) {
        a = x;
        if (x > 5) return (x, 1);
        b = 2;
    }

    function main() external pure returns (uint256, bool, string memory, uint256, uint256, uint256) {
        (uint256 a, bool b, string memory c) = none();
        (uint256 d, uint256 e) = some(3);
        (, uint256 f) = some(6);
        return (a, b, c, d, e, f);
    }
}

//= deploy: ok
//= main(): ok 0, false, "", 3, 2, 1
