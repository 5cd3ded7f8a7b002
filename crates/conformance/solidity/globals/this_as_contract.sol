// SPDX-License-Identifier: MIT
// The contract itself as a value of its type.
pragma solidity ^0.8.20;

contract Test {
    function main() external view returns (address, bool, bytes4) {
        Test t = this;
        return (address(t), t == this, this.main.selector);
    }
}

//= deploy: ok
//= main(): ok 0x1000000000000000000000000000000000000001, true, 0xdffeadd0
