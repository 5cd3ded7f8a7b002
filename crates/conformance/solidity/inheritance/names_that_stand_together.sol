//? deploy()
//? main()
//? size()
//? quota()
//? check(uint256 3)
//? check(uint256 30)
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

// External and private functions and private variables leave their names to the contracts that inherit them.
contract A {
    uint256 private s = 1;

    function size() external pure returns (uint256) {
        return 7;
    }

    function quota() external pure returns (uint256) {
        return 8;
    }

    function helper(uint256 a) private pure returns (uint256) {
        return a * 2;
    }

    function useHelper() internal view returns (uint256) {
        return helper(20) + s;
    }
}

contract B {
    uint256 private s = 2;

    struct size {
        uint256 width;
    }

    modifier quota(uint256 value) {
        require(value < 10, "quota");
        _;
    }

    function helper() internal pure returns (uint256) {
        return 5;
    }

    function ofB() internal view returns (uint256) {
        return s;
    }
}

contract C is B, A {
    uint256 private s = 4;

    event helperUsed(uint256);

    function main() external returns (uint256, uint256, uint256) {
        size memory one = size(3);
        emit helperUsed(helper());
        return (one.width + helper(), useHelper(), s + ofB());
    }

    function check(uint256 value) external pure quota(value) returns (uint256) {
        return value;
    }
}

//= deploy: ok
//= main(): ok 8, 41, 6
//=   event helperUsed(uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000005
//= size(): ok 7
//= quota(): ok 8
//= check(uint256): ok 3
//= check(uint256): revert "quota"
