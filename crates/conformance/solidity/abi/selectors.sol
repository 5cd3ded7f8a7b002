// SPDX-License-Identifier: MIT
// Selectors of functions, errors and events.
pragma solidity ^0.8.20;

interface I {
    function f(uint256 a, bytes calldata b) external;
}

error Bad(uint256 a, string b);

contract Test {
    event Sent(address indexed to, uint256 v);

    function g(uint8[] calldata a, int16 b) external pure returns (bytes4) {
        return msg.sig ^ bytes4(uint32(a.length) + uint32(uint16(b)));
    }

    function main() external view returns (bytes4, bytes4, bytes4, bytes32, bytes4) {
        return (I.f.selector, this.g.selector, Bad.selector, Sent.selector, bytes4(keccak256("g(uint8[],int16)")));
    }
}

//= deploy: ok
//= main(): ok 0xcdc9dc79, 0x12dc79f3, 0x5a80ad6f, 0x510ffb4dcab972ae9d2007a58e13f1b0881776d23cd8f5cc32f8c5be2dbf70d2, 0x12dc79f3
