// SPDX-License-Identifier: MIT
// A contract that implements an interface; override may be left out.
//? put(uint256 5)
//? put(uint256 500)
//? put(uint256 5000)
//? get()
pragma solidity ^0.8.20;

interface IStore {
    event Stored(uint256 value);

    error Refused(uint256 value);

    enum Kind { Small, Large }

    function put(uint256 value) external returns (Kind);
    function get() external view returns (uint256);
}

contract Test is IStore {
    uint256 value;

    function put(uint256 v) external returns (Kind) {
        if (v > 1000) revert Refused(v);
        value = v;
        emit Stored(v);
        return v < 100 ? Kind.Small : Kind.Large;
    }

    function get() external view override returns (uint256) {
        return value;
    }
}

//= deploy: ok
//= put(uint256): ok 0
//=   event Stored(uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000005
//= put(uint256): ok 1
//=   event Stored(uint256) [] 0x00000000000000000000000000000000000000000000000000000000000001f4
//= put(uint256): revert Refused(uint256) (5000)
//= get(): ok 500
