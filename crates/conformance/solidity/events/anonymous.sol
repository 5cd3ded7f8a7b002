// SPDX-License-Identifier: MIT
// Anonymous events have no topic of their own, and up to four indexed parameters.
pragma solidity ^0.8.20;

contract Test {
    event A(uint256 a) anonymous;
    event B(uint256 indexed a, uint256 indexed b, uint256 indexed c, uint256 indexed d) anonymous;
    event C() anonymous;

    function main() external {
        emit A(5);
        emit B(1, 2, 3, 4);
        emit C();
    }
}

//= deploy: ok
//= main(): ok
//=   event - [] 0x0000000000000000000000000000000000000000000000000000000000000005
//=   event - [0x0000000000000000000000000000000000000000000000000000000000000001, 0x0000000000000000000000000000000000000000000000000000000000000002, 0x0000000000000000000000000000000000000000000000000000000000000003, 0x0000000000000000000000000000000000000000000000000000000000000004] 0x
//=   event - [] 0x
