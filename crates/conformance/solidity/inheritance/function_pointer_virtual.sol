// SPDX-License-Identifier: MIT
// A virtual function as a value is the most derived one.
pragma solidity ^0.8.20;

contract Base {
    function f() internal pure virtual returns (uint256) {
        return 1;
    }

    function pick() internal pure returns (function() pure returns (uint256)) {
        return f;
    }
}

contract Test is Base {
    function f() internal pure override returns (uint256) {
        return 2;
    }

    function main() external pure returns (uint256, uint256) {
        function() pure returns (uint256) g = super.f;
        return (pick()(), g());
    }
}

//= deploy: ok
//= main(): ok 2, 1
