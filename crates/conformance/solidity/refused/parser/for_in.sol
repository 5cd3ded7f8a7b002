// `for .. in` of other languages.
pragma solidity ^0.8.20;

contract C {
    function f(uint256[] memory list) public pure returns (uint256 sum) {
        for (uint256 x in list) {
            sum += x;
        }
    }
}
