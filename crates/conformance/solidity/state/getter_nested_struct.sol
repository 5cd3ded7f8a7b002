// SPDX-License-Identifier: MIT
// A struct inside a struct is returned whole by the getter.
//? outer()
//? many(address 0xaa, uint256 0)
pragma solidity ^0.8.20;

contract Test {
    struct Inner { uint8 a; uint16[] b; }
    struct Outer { uint256 n; Inner inner; }

    Outer public outer;
    mapping(address => Outer[]) public many;

    constructor() {
        outer.n = 5;
        outer.inner.a = 6;
        outer.inner.b.push(7);
        many[address(0xaa)].push();
        many[address(0xaa)][0].inner.b.push(9);
    }
}

//= deploy: ok
//= outer(): ok 5, (6, [7])
//= many(address,uint256): ok 0, (0, [9])
