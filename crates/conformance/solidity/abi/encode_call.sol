// SPDX-License-Identifier: MIT
// abi.encodeCall checks the arguments by the function's type.
pragma solidity ^0.8.20;

interface IToken {
    function transfer(address to, uint256 v) external returns (bool);
    function name() external view returns (string memory);
    function note(string calldata s) external;
}

contract Test {
    function main() external pure returns (bytes memory, bytes memory, bytes memory, bool) {
        bytes memory a = abi.encodeCall(IToken.transfer, (address(0xbb), 5));
        return (
            a,
            abi.encodeCall(IToken.name, ()),
            abi.encodeCall(IToken.note, ("hi")),
            keccak256(a) == keccak256(abi.encodeWithSelector(IToken.transfer.selector, address(0xbb), uint256(5)))
        );
    }
}

//= deploy: ok
//= main(): ok 0xa9059cbb00000000000000000000000000000000000000000000000000000000000000bb0000000000000000000000000000000000000000000000000000000000000005, 0x06fdde03, 0x1b352c43000000000000000000000000000000000000000000000000000000000000002000000000000000000000000000000000000000000000000000000000000000026869000000000000000000000000000000000000000000000000000000000000, true
