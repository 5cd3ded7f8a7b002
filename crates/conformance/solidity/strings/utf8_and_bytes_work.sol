// Texts as bytes: lengths, slices by hand, upper case, reversal.
//? upper(string "abcXYZ09")
//? reverse(string "stressed")
//? find(string "needle in hay", string "in")
//? find(string "abc", string "zz")
//? count(string "snow ☃ man")
//? cut(bytes 0x0102030405, uint256 1, uint256 3)
pragma solidity ^0.8.20;

contract Test {
    function upper(string memory s) external pure returns (string memory) {
        bytes memory b = bytes(s);
        for (uint256 i = 0; i < b.length; i++) {
            if (b[i] >= 0x61 && b[i] <= 0x7a) b[i] = bytes1(uint8(b[i]) - 32);
        }
        return string(b);
    }

    function reverse(string calldata s) external pure returns (string memory) {
        bytes memory b = bytes(s);
        bytes memory r = new bytes(b.length);
        for (uint256 i = 0; i < b.length; i++) r[b.length - 1 - i] = b[i];
        return string(r);
    }

    function find(string calldata s, string calldata part) external pure returns (int256) {
        bytes calldata b = bytes(s);
        bytes calldata p = bytes(part);
        if (p.length > b.length) return -1;
        for (uint256 i = 0; i <= b.length - p.length; i++) {
            if (keccak256(b[i:i + p.length]) == keccak256(p)) return int256(i);
        }
        return -1;
    }

    function count(string calldata s) external pure returns (uint256 bytesCount, uint256 chars) {
        bytes calldata b = bytes(s);
        bytesCount = b.length;
        for (uint256 i = 0; i < b.length; i++) if (b[i] & 0xc0 != 0x80) chars++;
    }

    function cut(bytes calldata b, uint256 from, uint256 to) external pure returns (bytes memory, bytes memory, bytes2) {
        return (b[from:to], b[from:][1:], bytes2(b[from:]));
    }
}

//= deploy: ok
//= upper(string): ok "ABCXYZ09"
//= reverse(string): ok "desserts"
//= find(string,string): ok 7
//= find(string,string): ok -1
//= count(string): ok 12, 10
//= cut(bytes,uint256,uint256): ok 0x0203, 0x030405, 0x0203
