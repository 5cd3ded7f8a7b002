// The same of the other words.
pragma solidity ^0.8.20;

contract C {
    function g() public veiw returns (uint256) {
        return 1;
    }
}
