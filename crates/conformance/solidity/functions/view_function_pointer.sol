// SPDX-License-Identifier: MIT
// Functions that read and write state as values.
pragma solidity ^0.8.20;

contract Test {
    uint256 total;

    function add(uint256 x) internal {
        total += x;
    }

    function read() internal view returns (uint256) {
        return total;
    }

    function repeat(function(uint256) f, uint256 n) internal {
        for (uint256 i = 1; i <= n; i++) f(i);
    }

    function main() external returns (uint256) {
        repeat(add, 4);
        function() view returns (uint256) g = read;
        return g();
    }
}

//= deploy: ok
//= main(): ok 10
