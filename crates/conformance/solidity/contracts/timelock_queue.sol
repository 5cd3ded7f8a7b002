// Queued transactions by their hash, with a delay, a grace time and cancellation.
//? deploy(uint256 100) from 0xaa
//? queue(address 0xcc, uint256 5, string "f(uint256)", bytes 0x01, uint256 1700000050) from 0xaa
//? queue(address 0xcc, uint256 5, string "f(uint256)", bytes 0x01, uint256 1700000150) from 0xaa
//? queue(address 0xcc, uint256 5, string "f(uint256)", bytes 0x01, uint256 1700000150) from 0xaa
//? queue(address 0xcc, uint256 5, string "f(uint256)", bytes 0x01, uint256 1700000150) from 0xbb
//? execute(address 0xcc, uint256 5, string "f(uint256)", bytes 0x01, uint256 1700000150) from 0xaa time 1700000149
//? execute(address 0xcc, uint256 5, string "f(uint256)", bytes 0x01, uint256 1700000150) from 0xaa time 1700000151
//? execute(address 0xcc, uint256 5, string "f(uint256)", bytes 0x01, uint256 1700000150) from 0xaa time 1700000151
//? cancel(bytes32 0x0000000000000000000000000000000000000000000000000000000000000001) from 0xaa
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.26;

contract TimeLock {
    error NotOwnerError();
    error AlreadyQueuedError(bytes32 txId);
    error TimestampNotInRangeError(uint256 blockTimestamp, uint256 timestamp);
    error NotQueuedError(bytes32 txId);
    error TimestampNotPassedError(uint256 blockTimestamp, uint256 timestamp);
    error TimestampExpiredError(uint256 blockTimestamp, uint256 expiresAt);

    event Queue(bytes32 indexed txId, address indexed target, uint256 value, string func, bytes data, uint256 timestamp);
    event Execute(bytes32 indexed txId, bytes payload);
    event Cancel(bytes32 indexed txId);

    uint256 public immutable MIN_DELAY;
    uint256 public constant GRACE_PERIOD = 1000 seconds;
    address public immutable owner = msg.sender;
    mapping(bytes32 txId => bool queued) public queued;

    constructor(uint256 delay) {
        MIN_DELAY = delay;
    }

    modifier onlyOwner() {
        require(msg.sender == owner, NotOwnerError());
        _;
    }

    function getTxId(address target, uint256 value, string calldata func, bytes calldata data, uint256 timestamp)
        public
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(target, value, func, data, timestamp));
    }

    function queue(address target, uint256 value, string calldata func, bytes calldata data, uint256 timestamp)
        external
        onlyOwner
        returns (bytes32 txId)
    {
        txId = getTxId(target, value, func, data, timestamp);
        if (queued[txId]) revert AlreadyQueuedError(txId);
        if (timestamp < block.timestamp + MIN_DELAY) revert TimestampNotInRangeError(block.timestamp, timestamp);
        queued[txId] = true;
        emit Queue(txId, target, value, func, data, timestamp);
    }

    function execute(address target, uint256 value, string calldata func, bytes calldata data, uint256 timestamp)
        external
        payable
        onlyOwner
        returns (bytes memory payload)
    {
        bytes32 txId = getTxId(target, value, func, data, timestamp);
        if (!queued[txId]) revert NotQueuedError(txId);
        if (block.timestamp < timestamp) revert TimestampNotPassedError(block.timestamp, timestamp);
        if (block.timestamp > timestamp + GRACE_PERIOD) revert TimestampExpiredError(block.timestamp, timestamp + GRACE_PERIOD);
        queued[txId] = false;
        payload = bytes(func).length > 0 ? abi.encodePacked(bytes4(keccak256(bytes(func))), data) : data;
        emit Execute(txId, payload);
    }

    function cancel(bytes32 txId) external onlyOwner {
        if (!queued[txId]) revert NotQueuedError(txId);
        queued[txId] = false;
        emit Cancel(txId);
    }
}

//= deploy: ok
//= queue(address,uint256,string,bytes,uint256): revert TimestampNotInRangeError(uint256,uint256) (1700000000, 1700000050)
//= queue(address,uint256,string,bytes,uint256): ok 0x6229499b8cf8c638cf883528932766cc311d048b05943948fbe97d5df5a4c354
//=   event Queue(bytes32,address,uint256,string,bytes,uint256) [0x6229499b8cf8c638cf883528932766cc311d048b05943948fbe97d5df5a4c354, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x0000000000000000000000000000000000000000000000000000000000000005000000000000000000000000000000000000000000000000000000000000008000000000000000000000000000000000000000000000000000000000000000c0000000000000000000000000000000000000000000000000000000006553f196000000000000000000000000000000000000000000000000000000000000000a662875696e74323536290000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000010100000000000000000000000000000000000000000000000000000000000000
//= queue(address,uint256,string,bytes,uint256): revert AlreadyQueuedError(bytes32) (0x6229499b8cf8c638cf883528932766cc311d048b05943948fbe97d5df5a4c354)
//= queue(address,uint256,string,bytes,uint256): revert NotOwnerError()
//= execute(address,uint256,string,bytes,uint256): revert TimestampNotPassedError(uint256,uint256) (1700000149, 1700000150)
//= execute(address,uint256,string,bytes,uint256): ok 0xb3de648b01
//=   event Execute(bytes32,bytes) [0x6229499b8cf8c638cf883528932766cc311d048b05943948fbe97d5df5a4c354] 0x00000000000000000000000000000000000000000000000000000000000000200000000000000000000000000000000000000000000000000000000000000005b3de648b01000000000000000000000000000000000000000000000000000000
//= execute(address,uint256,string,bytes,uint256): revert NotQueuedError(bytes32) (0x6229499b8cf8c638cf883528932766cc311d048b05943948fbe97d5df5a4c354)
//= cancel(bytes32): revert NotQueuedError(bytes32) (0x0000000000000000000000000000000000000000000000000000000000000001)
