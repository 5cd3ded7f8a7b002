// The miner's address. Good: "`block.coinbase` is not supported; of the block there are `block.number` and `block.timestamp`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function miner() public view returns (address) {
        return block.coinbase;
    }
}
