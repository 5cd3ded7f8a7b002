// SPDX-License-Identifier: MIT
// delete of memory arrays gives new empty ones.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (uint256, uint256, uint256, uint256) {
        uint256[] memory a = new uint256[](2);
        uint256[] memory alias_ = a;
        a[0] = 5;
        delete a;
        uint256[2] memory f = [uint256(1), 2];
        uint256[2] memory g = f;
        delete f;
        g[1] = 7;
        return (a.length, alias_[0], f[1], g[1]);
    }
}

//= deploy: ok
//= main(): ok 0, 5, 0, 7
