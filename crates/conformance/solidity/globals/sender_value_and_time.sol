// Who calls, with what, when; in constructors, modifiers and functions they call.
//? deploy() value 7 from 0xaa time 1600000000 block 5
//? born()
//? now_() from 0xbb value 3 time 1700000001 block 9
//? who() from 0xcc
//? free() value 1 from 0xcc
pragma solidity ^0.8.20;

contract Test {
    address public immutable maker;
    uint256 private immutable seed;
    uint256 private paid;

    constructor() payable {
        maker = msg.sender;
        seed = msg.value + block.number;
        paid = block.timestamp;
    }

    modifier counted() {
        paid += msg.value;
        _;
    }

    function born() external view returns (address, uint256, uint256) {
        return (maker, seed, paid);
    }

    function now_() external payable counted returns (uint256, uint256, uint256) {
        return (paid, block.timestamp, block.number);
    }

    function who() external view returns (bool, bool, address) {
        return (msg.sender == tx.origin, address(this) != msg.sender, sender());
    }

    function sender() internal view returns (address) {
        return msg.sender;
    }

    function free() external {
        paid = 0;
    }
}

//= deploy: ok
//= born(): ok 0x00000000000000000000000000000000000000aa, 12, 1600000000
//= now_(): ok 1600000003, 1700000001, 9
//= who(): ok true, true, 0x00000000000000000000000000000000000000cc
//= free(): revert
