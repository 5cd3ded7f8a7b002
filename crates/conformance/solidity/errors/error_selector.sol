// SPDX-License-Identifier: MIT
// Selectors of errors and their encoding.
pragma solidity ^0.8.20;

contract Test {
    error Bad(uint256 a, bool b);

    function main() external pure returns (bytes4, bool, bytes memory) {
        return (Bad.selector, Bad.selector == bytes4(keccak256("Bad(uint256,bool)")), abi.encodeWithSelector(Bad.selector, 5, true));
    }
}

//= deploy: ok
//= main(): ok 0xe3932fc8, true, 0xe3932fc800000000000000000000000000000000000000000000000000000000000000050000000000000000000000000000000000000000000000000000000000000001
