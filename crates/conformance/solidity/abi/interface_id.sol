// SPDX-License-Identifier: MIT
// type(I).interfaceId is the exclusive or of the selectors.
pragma solidity ^0.8.20;

interface IOne {
    function a() external;
    function b(uint256 x) external returns (bool);
}

interface ITwo is IOne {
    function c(address who) external;
}

interface IERC165 {
    function supportsInterface(bytes4 id) external view returns (bool);
}

contract Test {
    function main() external pure returns (bytes4, bytes4, bytes4, bool) {
        return (type(IOne).interfaceId, type(ITwo).interfaceId, type(IERC165).interfaceId, type(IOne).interfaceId == IOne.a.selector ^ IOne.b.selector);
    }
}

//= deploy: ok
//= main(): ok 0xc0e668ec, 0x04ee65c0, 0x01ffc9a7, true
