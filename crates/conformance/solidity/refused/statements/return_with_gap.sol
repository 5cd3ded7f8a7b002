// Gaps stand on the left side of an assignment only.
pragma solidity ^0.8.20;

contract C {
    function f() public pure returns (uint256, bool) {
        return (, true);
    }
}
