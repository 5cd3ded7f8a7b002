// A type of the source.
pragma solidity ^0.8.20;

struct Account {
    address owner;
}

contract C {
    mapping(address => Acount) accounts;
}
