// SPDX-License-Identifier: MIT
// A private function of a base is its own and is not seen by the derived contract.
pragma solidity ^0.8.20;

contract Base {
    function secret() private pure returns (uint256) {
        return 1;
    }

    function reveal() public pure returns (uint256) {
        return secret();
    }
}

contract Test is Base {
    function hidden() private pure returns (uint256) {
        return 2;
    }

    function main() external pure returns (uint256, uint256) {
        return (hidden(), reveal());
    }
}

//= deploy: ok
//= main(): ok 2, 1
