// SPDX-License-Identifier: MIT
// The selector of an event is the hash of its signature.
pragma solidity ^0.8.20;

contract Test {
    struct P { uint8 a; bool b; }
    type Id is uint32;
    enum K { A }

    event E(P p, P[] q, Id i, K k, address payable a, uint256[2][] l);

    function main() external view returns (bytes32, bool) {
        return (E.selector, E.selector == keccak256("E((uint8,bool),(uint8,bool)[],uint32,uint8,address,uint256[2][])"));
    }
}

//= deploy: ok
//= main(): ok 0x8650f163249986eb78d7a35da7aec4d1ef24bbb68b82c3ddc368525d3cc363a4, true
