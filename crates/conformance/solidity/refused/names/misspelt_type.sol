// A type of the language.
pragma solidity ^0.8.20;

contract C {
    adress owner;
}
