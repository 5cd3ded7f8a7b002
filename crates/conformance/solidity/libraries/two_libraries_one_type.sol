// SPDX-License-Identifier: MIT
// Two libraries attached to one type, and one function by two ways.
pragma solidity ^0.8.20;

library A {
    function inc(uint256 x) internal pure returns (uint256) {
        return x + 1;
    }
}

library B {
    function dec(uint256 x) internal pure returns (uint256) {
        return x - 1;
    }
}

contract Test {
    using A for uint256;
    using B for uint256;

    function main() external pure returns (uint256, uint256, bool) {
        uint256 x = 10;
        return (x.inc().inc().dec(), B.dec(A.inc(x)), x.inc() == A.inc(x));
    }
}

//= deploy: ok
//= main(): ok 11, 10, true
