// SPDX-License-Identifier: MIT
// Arguments of encoding functions go from left to right, those of addmod and mulmod from right to left.
pragma solidity ^0.8.20;

contract Test {
    uint256[] log;

    function note(uint256 x) internal returns (uint256) {
        log.push(x);
        return x;
    }

    function main() external returns (bool, uint256[] memory) {
        bytes memory a = abi.encode(note(1), note(2), note(3));
        bytes memory b = bytes.concat(abi.encodePacked(note(4), note(5)), abi.encodePacked(note(6)));
        uint256 c = addmod(note(7), note(8), note(9));
        uint256 d = mulmod(note(10), note(11), note(12));
        return (a.length == b.length && c + d > 0, log);
    }
}

//= deploy: ok
//= main(): ok true, [1, 2, 3, 4, 5, 6, 9, 8, 7, 12, 11, 10]
