// SPDX-License-Identifier: MIT
// A recursion that fills an array and builds text.
pragma solidity ^0.8.20;

contract Test {
    function permute(uint256[] memory a, uint256 k, string memory s) internal pure returns (string memory) {
        if (k == a.length) {
            for (uint256 i = 0; i < a.length; i++) s = string.concat(s, string(abi.encodePacked(bytes1(uint8(48 + a[i])))));
            return string.concat(s, " ");
        }
        for (uint256 i = k; i < a.length; i++) {
            (a[k], a[i]) = (a[i], a[k]);
            s = permute(a, k + 1, s);
            (a[k], a[i]) = (a[i], a[k]);
        }
        return s;
    }

    function main() external pure returns (string memory) {
        uint256[] memory a = new uint256[](3);
        for (uint256 i = 0; i < 3; i++) a[i] = i + 1;
        return permute(a, 0, "");
    }
}

//= deploy: ok
//= main(): ok "123 132 213 231 321 312 "
