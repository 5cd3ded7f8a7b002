// SPDX-License-Identifier: MIT
// Constants and immutables of bases in the code of derived contracts.
pragma solidity ^0.8.20;

abstract contract A {
    uint256 internal constant K = 3;
    uint256 internal immutable i;

    constructor(uint256 v) {
        i = v * K;
    }

    function both() internal view virtual returns (uint256);
}

contract Test is A {
    uint256 private constant L = K * 100;

    constructor() A(4) {}

    function both() internal view override returns (uint256) {
        return K + i;
    }

    function main() external view returns (uint256, uint256, uint256) {
        return (both(), L, i);
    }
}

//= deploy: ok
//= main(): ok 15, 300, 12
