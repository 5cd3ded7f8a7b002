// Recovering a signer. Good: "`ecrecover` is not supported: there is no signature check on the chain yet. Use `msg.sender`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function signer(bytes32 digest, uint8 v, bytes32 r, bytes32 s) public pure returns (address) {
        return ecrecover(digest, v, r, s);
    }
}
