// SPDX-License-Identifier: MIT
// Hashes of strings and bytes of storage and of the call data.
//? f(string "text", bytes 0x0102)
pragma solidity ^0.8.20;

contract Test {
    string s = "a stored text that takes more than one word of storage";
    bytes b = hex"0102";

    function f(string calldata t, bytes calldata c) external view returns (bytes32, bytes32, bool, bytes32) {
        return (keccak256(bytes(s)), keccak256(bytes(t)), keccak256(b) == keccak256(c), sha256(c[1:]));
    }
}

//= deploy: ok
//= f(string,bytes): ok 0xd9e6310135dd7071f3207bc776a879be54dde7ecdef8ca60ff3c69dcc1c73eb3, 0x9599d5e4e43121196cadfeaea326e46f58d9db74299decfd64bd3b700350ccd9, true, 0xdbc1b4c900ffe48d575b5da5c638040125f65db0fe3e24494b76ea986457d986
