//? All the gas there is.
//? gas most
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.0;
contract C {
    function main() public pure {
        while (true) {}
    }
}
//= Timeout limit:cpu
