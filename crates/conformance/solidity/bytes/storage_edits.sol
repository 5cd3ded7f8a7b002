//? main()
//? edit(uint256 0, bytes1 0x41)
//? edit(uint256 31, bytes1 0x42)
//? edit(uint256 99, bytes1 0x42)
//? cut(uint256 5)
//? cut(uint256 100)
//? text()
//? rename(string "a name that is certainly longer than thirty-two bytes")
//? rename(string "")
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

contract Blob {
    bytes public blob;
    string public label = "init";
    mapping(string => bytes[]) private parts;
    mapping(bytes => uint256) private counts;

    function main() external returns (uint256, bytes memory) {
        for (uint8 i = 0; i < 40; i++) { if (i % 2 == 0) blob.push(bytes1(i)); else blob.push() = bytes1(i * 2); }
        parts["x"].push(blob);
        parts["x"].push("short");
        parts["x"][0][3] = 0xff;
        delete parts["x"][1][0];
        counts[blob] += 2;
        counts[bytes("k")]++;
        return (blob.length, parts["x"][0]);
    }

    function edit(uint256 i, bytes1 v) external returns (bytes1 old, bytes memory) {
        old = blob[i];
        blob[i] = v;
        blob[i] |= 0x80;
        return (old, parts["x"][1]);
    }

    function cut(uint256 n) external returns (uint256, uint256) {
        uint256 c = counts[blob];
        while (n-- > 0) blob.pop();
        return (blob.length, c);
    }

    function text() external view returns (string memory, bool, bytes32) {
        string memory l = label;
        return (l, keccak256(bytes(l)) == keccak256("init"), keccak256(abi.encodePacked(label, blob)));
    }

    function rename(string calldata s) external returns (string memory old, uint256) {
        old = label;
        label = s;
        return (old, bytes(label).length);
    }
}

//= deploy: ok
//= main(): ok 40, 0x000202ff040a060e08120a160c1a0e1e10221226142a162e18321a361c3a1e3e20422246244a264e
//= edit(uint256,bytes1): ok 0x00, 0x00686f7274
//= edit(uint256,bytes1): ok 0x3e, 0x00686f7274
//= edit(uint256,bytes1): panic 0x32
//= cut(uint256): panic 0x11
//= cut(uint256): panic 0x31
//= text(): ok "init", true, 0x0bfee4584b44725fdbf5d40d42cf5d99b89e16b5d0a1628663c89ee1699d7b49
//= rename(string): ok "init", 53
//= rename(string): ok "a name that is certainly longer than thirty-two bytes", 0
