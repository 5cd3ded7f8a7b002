// What stands after `return` never runs and is compiled all the same.
//? negated(int160 5)
//? negated(int160 -7)
pragma solidity ^0.8.20;
contract C {
    function negated(int160 a) external pure returns (int160) {
        unchecked {
            return -a;
            -a;
        }
    }
}

//= deploy: ok
//= negated(int160): ok -5
//= negated(int160): ok 7
