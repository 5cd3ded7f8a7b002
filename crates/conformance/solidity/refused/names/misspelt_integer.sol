// The most frequent misspelling of all.
pragma solidity ^0.8.20;

contract C {
    unit256 total;
}
