// SPDX-License-Identifier: MIT
// Unicode literals are UTF-8.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (string memory, uint256, uint256, bytes4) {
        string memory s = unicode"hé€😀";
        return (s, bytes(s).length, bytes(unicode"😀").length, unicode"😀");
    }
}

//= deploy: ok
//= main(): ok "hé€😀", 10, 4, 0xf09f9880
