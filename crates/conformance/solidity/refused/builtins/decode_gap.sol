// The types of `abi.decode` have no gaps.
pragma solidity ^0.8.20;

contract C {
    function g(bytes memory b) public pure returns (uint256 x) {
        (x) = abi.decode(b, (uint256, ));
    }
}
