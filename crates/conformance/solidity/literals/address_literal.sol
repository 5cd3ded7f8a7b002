// SPDX-License-Identifier: MIT
// A checksummed literal of forty digits is an address.
pragma solidity ^0.8.20;

contract Test {
    function main() external pure returns (address, uint160, bool, bytes20) {
        address a = 0x5B38Da6a701c568545dCfcB03FcB875f56beddC4;
        return (a, uint160(a), a == address(uint160(a)), bytes20(a));
    }
}

//= deploy: ok
//= main(): ok 0x5b38da6a701c568545dcfcb03fcb875f56beddc4, 520786028573371803640530888255888666801131675076, true, 0x5b38da6a701c568545dcfcb03fcb875f56beddc4
