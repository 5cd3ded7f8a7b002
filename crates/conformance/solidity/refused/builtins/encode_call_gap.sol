// The arguments of `abi.encodeCall` have no gaps.
pragma solidity ^0.8.20;

contract C {
    function f(uint256 a, uint256 b) public pure returns (uint256) {
        return a + b;
    }

    function g() public view returns (bytes memory) {
        return abi.encodeCall(this.f, (1, , 2));
    }
}
