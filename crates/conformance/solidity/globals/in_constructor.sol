// SPDX-License-Identifier: MIT
// The context of a constructor is that of the deployment.
//? deploy from 0xaa value 7
//? seen() from 0xbb
pragma solidity ^0.8.20;

contract Test {
    address who;
    address self;
    uint256 paid;
    uint256 at;

    constructor() payable {
        who = msg.sender;
        self = address(this);
        paid = msg.value;
        at = block.timestamp;
    }

    function seen() external view returns (address, address, uint256, uint256, address) {
        return (who, self, paid, at, msg.sender);
    }
}

//= deploy: ok
//= seen(): ok 0x00000000000000000000000000000000000000aa, 0x1000000000000000000000000000000000000001, 7, 1700000000, 0x00000000000000000000000000000000000000bb
