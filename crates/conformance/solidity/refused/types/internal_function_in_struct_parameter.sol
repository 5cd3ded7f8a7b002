// A struct with an internal function comes from outside. Good: "`Step` holds an internal function."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    struct Step {
        uint256 value;
        function (uint256) internal pure returns (uint256)[] steps;
    }

    function run(Step[] memory all) public pure returns (uint256) {
        return all[0].steps[0](all[0].value);
    }
}
