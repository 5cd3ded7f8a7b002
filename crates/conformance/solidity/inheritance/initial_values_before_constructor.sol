// SPDX-License-Identifier: MIT
// An initial value that calls a virtual function of a contract not yet initialised.
pragma solidity ^0.8.20;

contract Base {
    uint256 public early = compute();

    function compute() internal virtual returns (uint256) {
        return 1;
    }
}

contract Test is Base {
    uint256 factor = 7;

    function compute() internal view override returns (uint256) {
        return factor + 100;
    }

    function main() external view returns (uint256, uint256) {
        return (early, compute());
    }
}

//= deploy: ok
//= main(): ok 100, 107
