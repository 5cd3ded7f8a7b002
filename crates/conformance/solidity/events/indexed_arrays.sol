// SPDX-License-Identifier: MIT
// Indexed arrays are hashed over padded elements without their length.
pragma solidity ^0.8.20;

contract Test {
    event D(uint8[] indexed a);
    event F(uint16[3] indexed a);
    event N(uint256[][] indexed a);

    function main() external returns (bytes32, bytes32) {
        uint8[] memory a = new uint8[](2);
        (a[0], a[1]) = (1, 2);
        emit D(a);
        emit D(new uint8[](0));
        uint16[3] memory f = [uint16(7), 8, 9];
        emit F(f);
        uint256[][] memory n = new uint256[][](2);
        n[0] = new uint256[](1);
        n[0][0] = 5;
        n[1] = new uint256[](2);
        emit N(n);
        return (keccak256(abi.encodePacked(a)), keccak256(abi.encodePacked(f)));
    }
}

//= deploy: ok
//= main(): ok 0xe90b7bceb6e7df5418fb78d8ee546e97c83a08bbccc01a0644d599ccd2a7c2e0, 0xe412f2638c2b1d81853e7a87a9168480e4d2dff55e31289127d1f9ceb5f69a14
//=   event D(uint8[]) [0xe90b7bceb6e7df5418fb78d8ee546e97c83a08bbccc01a0644d599ccd2a7c2e0] 0x
//=   event D(uint8[]) [0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470] 0x
//=   event F(uint16[3]) [0xe412f2638c2b1d81853e7a87a9168480e4d2dff55e31289127d1f9ceb5f69a14] 0x
//=   event N(uint256[][]) [0x76649a0a7ae7214383d758a83b1475f86cbb04ebfd8334179a54cf64b82dc847] 0x
