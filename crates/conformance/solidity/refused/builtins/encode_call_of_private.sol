// `abi.encodeCall` of a private function. Good: "`f` cannot be called from outside."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract C {
    function f(uint256 a) private pure returns (uint256) {
        return a;
    }

    function g() public view returns (bytes memory) {
        return abi.encodeCall(this.f, (f(1)));
    }
}
