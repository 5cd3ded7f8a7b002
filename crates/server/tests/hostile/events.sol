//? Events without end.
//? gas most
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.0;
contract C {
    event Wail(uint256 indexed n, string text);
    function main() public {
        for (uint256 n = 0; ; n++) {
            emit Wail(n, "loud");
        }
    }
}
//= RuntimePanic R0002
