// A modifier that is misspelt. A good message names the one that is meant.
pragma solidity ^0.8.20;

contract Test {
    address private owner;

    modifier onlyOwner() {
        require(msg.sender == owner);
        _;
    }

    function close() external onlyOner {}
}
