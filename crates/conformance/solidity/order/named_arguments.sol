// SPDX-License-Identifier: MIT
// Named arguments are evaluated in the order of the parameters, not of the text.
pragma solidity ^0.8.20;

contract Test {
    uint256[] public log;

    function note(uint256 x) internal returns (uint256) {
        log.push(x);
        return x;
    }

    function f(uint256 a, uint256 b, uint256 c) internal pure returns (uint256) {
        return a * 100 + b * 10 + c;
    }

    function main() external returns (uint256, uint256[] memory) {
        uint256 r = f({c: note(3), a: note(1), b: note(2)});
        return (r, log);
    }
}

//= deploy: ok
//= main(): ok 123, [1, 2, 3]
