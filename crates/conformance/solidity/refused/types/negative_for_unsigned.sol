// A negative literal for an unsigned type. A good message says that the type has no such numbers.
pragma solidity ^0.8.20;

contract Test {
    uint8 private n = -1;
}
