// SPDX-License-Identifier: MIT
// Constants of every kind and expressions of constants.
//? numbers()
//? others()
pragma solidity ^0.8.20;

contract Test {
    uint256 constant A = 10;
    uint256 constant B = A * 2 + 1;
    int8 private constant C = -5;
    string constant NAME = "constant";
    bytes32 constant HASH = keccak256("hash");
    address constant WHO = address(0xbeef);
    bytes4 constant TAG = 0x01020304;
    bool constant YES = A < B;

    function numbers() external pure returns (uint256, uint256, int8, bool) {
        return (A, B, C, YES);
    }

    function others() external pure returns (string memory, bytes32, address, bytes4) {
        return (NAME, HASH, WHO, TAG);
    }
}

//= deploy: ok
//= numbers(): ok 10, 21, -5, true
//= others(): ok "constant", 0x33027547537d35728a741470df1ccf65de10b454ca0def7c5c20b257b7b8d161, 0x000000000000000000000000000000000000beef, 0x01020304
