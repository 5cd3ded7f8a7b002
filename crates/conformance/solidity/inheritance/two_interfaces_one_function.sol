// SPDX-License-Identifier: MIT
// A function that two interfaces ask for.
//? id()
//? ids()
pragma solidity ^0.8.20;

interface IA {
    function id() external view returns (uint256);
}

interface IB {
    function id() external view returns (uint256);
}

contract Test is IA, IB {
    function id() public pure override(IA, IB) returns (uint256) {
        return 4;
    }

    function ids() external pure returns (bytes4, bool) {
        return (IA.id.selector, type(IA).interfaceId == type(IB).interfaceId);
    }
}

//= deploy: ok
//= id(): ok 4
//= ids(): ok 0xaf640d0f, true
