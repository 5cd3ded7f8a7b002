// SPDX-License-Identifier: MIT
// Initial values of state variables, also from earlier ones.
pragma solidity ^0.8.20;

contract Test {
    uint256 a = 5;
    uint256 b = a * 2 + 1;
    uint256[] c = [1, 2, 3];
    string d = "text";
    uint8[2][2] e = [[1, 2], [3, 4]];
    bytes f = hex"0102";
    bool g = b > a;

    function main() external view returns (uint256, uint256[] memory, string memory, uint8[2][2] memory, bytes memory, bool) {
        return (b, c, d, e, f, g);
    }
}

//= deploy: ok
//= main(): ok 11, [1, 2, 3], "text", [[1, 2], [3, 4]], 0x0102, true
