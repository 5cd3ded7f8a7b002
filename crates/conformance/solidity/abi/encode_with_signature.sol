// SPDX-License-Identifier: MIT
// A signature before the arguments.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (bytes memory, bytes4, bool) {
        bytes memory a = abi.encodeWithSignature("transfer(address,uint256)", address(0xbb), 5);
        string memory sig = "transfer(address,uint256)";
        bytes memory b = abi.encodeWithSignature(sig, address(0xbb), uint256(5));
        return (a, bytes4(a), keccak256(a) == keccak256(b));
    }
}

//= deploy: ok
//= main(): ok 0xa9059cbb00000000000000000000000000000000000000000000000000000000000000bb0000000000000000000000000000000000000000000000000000000000000005, 0xa9059cbb, true
