// SPDX-License-Identifier: MIT
// sha256 around the size of a block.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (bytes32, bytes32, bytes32, bytes32) {
        return (sha256(""), sha256("abc"), sha256(new bytes(55)), sha256(abi.encodePacked(new bytes(64), uint8(1))));
    }
}

//= deploy: ok
//= main(): ok 0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855, 0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad, 0x02779466cdec163811d078815c633f21901413081449002f24aa3e80f0b88ef7, 0x2ccc1ceb1041efbf582b4decc50878234c2d2adb7829ffa23c92ed64105c8a38
