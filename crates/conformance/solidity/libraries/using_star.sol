// SPDX-License-Identifier: MIT
// using L for * attaches to every type that fits.
pragma solidity ^0.8.20;

library L {
    function twice(uint256 x) internal pure returns (uint256) {
        return x * 2;
    }

    function size(string memory s) internal pure returns (uint256) {
        return bytes(s).length;
    }

    function low(address a) internal pure returns (uint8) {
        return uint8(uint160(a));
    }
}

contract Test {
    using L for *;

    function main() external view returns (uint256, uint256, uint8) {
        uint256 n = 4;
        string memory s = "four";
        return (n.twice(), s.size(), address(this).low());
    }
}

//= deploy: ok
//= main(): ok 8, 4, 1
