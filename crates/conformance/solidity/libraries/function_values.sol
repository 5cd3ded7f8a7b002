// SPDX-License-Identifier: MIT
// Library functions as values.
pragma solidity ^0.8.20;

library Ops {
    function inc(uint256 x) internal pure returns (uint256) {
        return x + 1;
    }

    function square(uint256 x) internal pure returns (uint256) {
        return x * x;
    }

    function apply_(uint256 x, function(uint256) pure returns (uint256) f) internal pure returns (uint256) {
        return f(f(x));
    }
}

contract Test {
    using Ops for uint256;

    function main() external pure returns (uint256, uint256) {
        uint256 x = 3;
        function(uint256) pure returns (uint256) f = Ops.square;
        return (x.apply_(f), x.apply_(Ops.inc));
    }
}

//= deploy: ok
//= main(): ok 81, 5
