// SPDX-License-Identifier: MIT
// Of several failures the first one evaluated counts.
//? f(uint256 0)
//? g(uint256 0)
//? h(uint256 0)
pragma solidity ^0.8.20;

contract Test {
    function fail(string memory s) internal pure returns (uint256) {
        revert(s);
    }

    function f(uint256 x) external pure returns (uint256) {
        return 1 / x + fail("right");
    }

    function g(uint256 x) external pure returns (uint256) {
        return fail("left") + 1 / x;
    }

    function h(uint256 x) external pure returns (uint256) {
        uint256[] memory a = new uint256[](1);
        a[1 - x] = fail("value");
        return a[0];
    }
}

//= deploy: ok
//= f(uint256): revert "right"
//= g(uint256): panic 0x12
//= h(uint256): revert "value"
