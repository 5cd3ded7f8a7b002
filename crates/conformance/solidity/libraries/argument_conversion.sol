// SPDX-License-Identifier: MIT
// The value before the dot converts to the first parameter's type.
pragma solidity ^0.8.20;

library L {
    function show(int256 x) internal pure returns (int256) {
        return x * 10;
    }

    function tail(bytes memory b) internal pure returns (bytes1) {
        return b[b.length - 1];
    }
}

contract Test {
    using L for int256;
    using L for int8;
    using L for bytes;

    bytes stored = hex"0102";

    function main() external view returns (int256, int256, bytes1) {
        int8 a = -5;
        return (a.show(), int256(7).show(), stored.tail());
    }
}

//= deploy: ok
//= main(): ok -50, 70, 0x02
