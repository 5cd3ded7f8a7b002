// A function of the language that is misspelt. A good message names the one that is meant.
pragma solidity ^0.8.20;

contract Test {
    function check(uint256 n) external pure {
        reqire(n > 0, "nothing");
    }
}
