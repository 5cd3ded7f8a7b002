// SPDX-License-Identifier: MIT
// abi.encode pads bytes to words: sizes around 32.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256[4] memory sizes, bytes32[4] memory hashes) {
        uint8[4] memory n = [31, 32, 33, 64];
        for (uint256 i = 0; i < 4; i++) {
            bytes memory b = new bytes(n[i]);
            for (uint256 j = 0; j < b.length; j++) b[j] = 0xff;
            sizes[i] = abi.encode(b).length;
            hashes[i] = keccak256(abi.encode(b, uint8(1)));
        }
    }
}

//= deploy: ok
//= main(): ok [96, 96, 128, 128], [0x552ed77bfb0cf12d760fb8c533878348464459e2d750683b161db4fd16652d7d, 0xb1b48b74a20bab4b88f8adc82d59c8be5cbc7195d91445c16c0a48ca716c0162, 0x36a516c4fdfb00d88ee498c2e6f1875b6dd5d44a6a29943b00d11627dfe349b1, 0xd9709b5e38fa6c5d636b74142639f61f522ab2115d47cfd02bae048a9f902f9f]
