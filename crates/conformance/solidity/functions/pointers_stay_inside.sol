//? main()
//? step()
// SPDX-License-Identifier: MIT
// Internal functions in state, in internal functions and in the constructor of an abstract contract.
pragma solidity ^0.8.20;

abstract contract Base {
    function () internal view returns (uint256) private chosen;

    constructor(function () internal view returns (uint256) first) {
        chosen = first;
    }

    function run() internal view returns (uint256) {
        return chosen();
    }
}

contract Test is Base {
    struct Step {
        uint256 factor;
        function (uint256) internal pure returns (uint256)[] steps;
    }

    // The getter leaves the array out.
    Step public step;
    mapping(uint256 => function (uint256) internal pure returns (uint256)) private table;

    constructor() Base(seven) {
        step.factor = 3;
        step.steps.push(twice);
        table[1] = twice;
    }

    function seven() internal pure returns (uint256) {
        return 7;
    }

    function twice(uint256 x) internal pure returns (uint256) {
        return 2 * x;
    }

    function main() external view returns (uint256, uint256, uint256) {
        return (run(), step.steps[0](step.factor), table[1](5));
    }
}

//= deploy: ok
//= main(): ok 7, 6, 10
//= step(): ok 3
