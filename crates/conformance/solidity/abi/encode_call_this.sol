// SPDX-License-Identifier: MIT
//? calls()
pragma solidity ^0.8.20;

contract Test {
    function nothing() external {}

    function pay(address to, uint256[] calldata amounts) external returns (uint256) {
        return uint160(to) + amounts.length;
    }

    function calls() external view returns (bytes memory, bytes memory, bool) {
        uint256[] memory amounts = new uint256[](2);
        amounts[1] = 7;
        bytes memory data = abi.encodeCall(this.pay, (msg.sender, amounts));
        return (
            abi.encodeCall(this.nothing, ()),
            data,
            keccak256(data) == keccak256(abi.encodeWithSelector(this.pay.selector, msg.sender, amounts))
        );
    }
}

//= deploy: ok
//= calls(): ok 0x448f30a3, 0x6ba15dd000000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000040000000000000000000000000000000000000000000000000000000000000000200000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000007, true
