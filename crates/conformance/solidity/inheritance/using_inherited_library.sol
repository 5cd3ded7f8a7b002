// SPDX-License-Identifier: MIT
// using in a base does not reach the derived contract.
pragma solidity ^0.8.20;

library L {
    function double(uint256 x) internal pure returns (uint256) {
        return x * 2;
    }
}

contract Base {
    using L for uint256;

    function f(uint256 x) internal pure returns (uint256) {
        return x.double();
    }
}

contract Test is Base {
    using L for uint256;

    function main() external pure returns (uint256, uint256) {
        return (f(4), uint256(5).double());
    }
}

//= deploy: ok
//= main(): ok 8, 10
