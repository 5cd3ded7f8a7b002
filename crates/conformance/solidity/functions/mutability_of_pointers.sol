// SPDX-License-Identifier: MIT
// A function of a stricter mutability fits a looser function type.
pragma solidity ^0.8.20;

contract Test {
    uint256 x = 4;

    function p(uint256 a) internal pure returns (uint256) {
        return a + 1;
    }

    function v(uint256 a) internal view returns (uint256) {
        return a + x;
    }

    function run(function(uint256) returns (uint256) f, uint256 a) internal returns (uint256) {
        return f(a);
    }

    function main() external returns (uint256, uint256) {
        function(uint256) view returns (uint256) f = p;
        uint256 first = f(1);
        f = v;
        return (first + run(p, 10), run(f, 100));
    }
}

//= deploy: ok
//= main(): ok 13, 104
