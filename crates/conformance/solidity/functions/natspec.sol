// SPDX-License-Identifier: MIT
// Documentation comments before everything.
pragma solidity ^0.8.20;

/// @title A contract with comments
/// @notice Everything has one
contract Test {
    /// @dev a state variable
    uint256 private value;

    /// @notice An event
    /// @param v the value
    event Set(uint256 v);

    /**
     * @notice Sets and returns
     * @dev doubles it
     * @param v the new value
     * @return doubled twice `v`
     */
    function set(uint256 v) public returns (uint256 doubled) {
        value = v;
        /* a comment inside */
        emit Set(v); // and one behind
        doubled = v * 2;
    }

    /// @custom:note a tag of our own
    function main() external returns (uint256) {
        return set(21);
    }
}

//= deploy: ok
//= main(): ok 42
//=   event Set(uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000015
