// SPDX-License-Identifier: MIT
// Private variables of one name in several bases, beside one that is named like both.
pragma solidity ^0.8.20;

contract A {
    uint256 private x = 1;
    uint256 internal B_x = 2;

    function ofA() internal view returns (uint256) {
        return x;
    }
}

contract B is A {
    uint256 private x = 3;

    function ofB() internal returns (uint256) {
        x += 10;
        return x;
    }
}

contract Test is B {
    uint256 private x = 5;
    uint256 private B_B_x = 7;

    function main() external returns (uint256, uint256, uint256, uint256, uint256) {
        x += 20;
        return (ofA(), B_x, ofB(), x, B_B_x);
    }
}

//= deploy: ok
//= main(): ok 1, 2, 13, 25, 7
