// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

// Arrays in memory are references: sorting one changes it for everybody who holds it.
contract Sorting {
    function sort(uint256[] memory list) internal pure {
        for (uint256 i = 1; i < list.length; i++) {
            uint256 value = list[i];
            uint256 at = i;
            while (at > 0 && list[at - 1] > value) {
                list[at] = list[at - 1];
                at--;
            }
            list[at] = value;
        }
    }

    function demo() external pure returns (uint256[] memory, bytes32) {
        uint256[] memory list = new uint256[](5);
        for (uint256 i = 0; i < list.length; i++) list[i] = (i * 7 + 3) % 10;
        uint256[] memory same = list;
        sort(same);
        return (list, keccak256(abi.encode(list)));
    }
}
