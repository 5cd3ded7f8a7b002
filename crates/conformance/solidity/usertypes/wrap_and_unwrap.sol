// SPDX-License-Identifier: MIT
// Values of a user-defined type in and out.
pragma solidity ^0.8.20;

contract Test {
    type Meters is uint32;

    function main() external pure returns (Meters, uint32, uint256, bytes memory) {
        Meters a = Meters.wrap(5);
        uint32 raw = Meters.unwrap(a) + 1;
        Meters none;
        return (Meters.wrap(raw), Meters.unwrap(none), uint256(Meters.unwrap(a)) * 2, abi.encodePacked(a));
    }
}

//= deploy: ok
//= main(): ok 6, 0, 10, 0x00000005
