// A timelock of batches of operations with predecessors, salts and states.
//? deploy(uint256 100, address[] [0x00000000000000000000000000000000000000a1], address[] [0x0000000000000000000000000000000000000000]) time 1000
//? schedule(address 0x0000000000000000000000000000000000000011, uint256 1, bytes 0x1234, bytes32 0x0000000000000000000000000000000000000000000000000000000000000000, bytes32 0x0100000000000000000000000000000000000000000000000000000000000000, uint256 100) from 0xa1 time 2000
//? schedule(address 0x0000000000000000000000000000000000000011, uint256 1, bytes 0x1234, bytes32 0x0000000000000000000000000000000000000000000000000000000000000000, bytes32 0x0100000000000000000000000000000000000000000000000000000000000000, uint256 100) from 0xa1 time 2001
//? schedule(address 0x0000000000000000000000000000000000000011, uint256 1, bytes 0x1234, bytes32 0x0000000000000000000000000000000000000000000000000000000000000000, bytes32 0x0200000000000000000000000000000000000000000000000000000000000000, uint256 99) from 0xa1 time 2001
//? schedule(address 0x0000000000000000000000000000000000000011, uint256 1, bytes 0x1234, bytes32 0x0000000000000000000000000000000000000000000000000000000000000000, bytes32 0x0200000000000000000000000000000000000000000000000000000000000000, uint256 100) from 0xb1 time 2001
//? execute(address 0x0000000000000000000000000000000000000011, uint256 1, bytes 0x1234, bytes32 0x0000000000000000000000000000000000000000000000000000000000000000, bytes32 0x0100000000000000000000000000000000000000000000000000000000000000) time 2050
//? state(bytes32 0x0000000000000000000000000000000000000000000000000000000000000001)
//? scheduleBatch(address[] [0x0000000000000000000000000000000000000011, 0x0000000000000000000000000000000000000012], uint256[] [1, 2], bytes[] [0x, 0xff], bytes32 0x0000000000000000000000000000000000000000000000000000000000000000, bytes32 0x0300000000000000000000000000000000000000000000000000000000000000, uint256 200) from 0xa1 time 2060
//? scheduleBatch(address[] [0x0000000000000000000000000000000000000011], uint256[] [1, 2], bytes[] [0x, 0xff], bytes32 0x0000000000000000000000000000000000000000000000000000000000000000, bytes32 0x0300000000000000000000000000000000000000000000000000000000000000, uint256 200) from 0xa1 time 2060
//? execute(address 0x0000000000000000000000000000000000000011, uint256 1, bytes 0x1234, bytes32 0x0000000000000000000000000000000000000000000000000000000000000000, bytes32 0x0100000000000000000000000000000000000000000000000000000000000000) time 2100
//? execute(address 0x0000000000000000000000000000000000000011, uint256 1, bytes 0x1234, bytes32 0x0000000000000000000000000000000000000000000000000000000000000000, bytes32 0x0100000000000000000000000000000000000000000000000000000000000000) time 2101
//? log(uint256 0)
//? cancelLast() from 0xa1
//? cancelLast() from 0xb1
//? cancelLast() from 0xa1
//? updateDelay(uint256 5)
//? getMinDelay()
pragma solidity ^0.8.20;

contract TimelockController {
    enum OperationState { Unset, Waiting, Ready, Done }

    struct Call { address target; uint256 value; bytes data; }

    bytes32 public constant PROPOSER_ROLE = keccak256("PROPOSER_ROLE");
    bytes32 public constant EXECUTOR_ROLE = keccak256("EXECUTOR_ROLE");
    uint256 internal constant DONE_TIMESTAMP = uint256(1);

    mapping(bytes32 => mapping(address => bool)) private roles;
    mapping(bytes32 id => uint256) private _timestamps;
    uint256 private _minDelay;
    bytes32 private last;
    Call[] private calls;

    error TimelockInvalidOperationLength(uint256 targets, uint256 payloads, uint256 values);
    error TimelockInsufficientDelay(uint256 delay, uint256 minDelay);
    error TimelockUnexpectedOperationState(bytes32 operationId, bytes32 expectedStates);
    error TimelockUnexecutedPredecessor(bytes32 predecessorId);
    error TimelockUnauthorizedCaller(address caller);
    error Unauthorized(address account, bytes32 role);

    event CallScheduled(bytes32 indexed id, uint256 indexed index, address target, uint256 value, bytes data, bytes32 predecessor, uint256 delay);
    event CallExecuted(bytes32 indexed id, uint256 indexed index, address target, uint256 value, bytes data);
    event CallSalt(bytes32 indexed id, bytes32 salt);
    event Cancelled(bytes32 indexed id);
    event MinDelayChange(uint256 oldDuration, uint256 newDuration);

    constructor(uint256 minDelay, address[] memory proposers, address[] memory executors) {
        for (uint256 i = 0; i < proposers.length; ++i) {
            roles[PROPOSER_ROLE][proposers[i]] = true;
        }
        for (uint256 i = 0; i < executors.length; ++i) {
            roles[EXECUTOR_ROLE][executors[i]] = true;
        }
        _minDelay = minDelay;
        emit MinDelayChange(0, minDelay);
    }

    modifier onlyRole(bytes32 role) {
        if (!roles[role][msg.sender]) revert Unauthorized(msg.sender, role);
        _;
    }

    modifier onlyRoleOrOpenRole(bytes32 role) {
        if (!roles[role][address(0)]) {
            if (!roles[role][msg.sender]) revert Unauthorized(msg.sender, role);
        }
        _;
    }

    function getMinDelay() public view virtual returns (uint256) { return _minDelay; }
    function getTimestamp(bytes32 id) public view virtual returns (uint256) { return _timestamps[id]; }
    function state(bytes32 id) external view returns (OperationState) { return getOperationState(id); }

    function getOperationState(bytes32 id) public view virtual returns (OperationState) {
        uint256 timestamp = getTimestamp(id);
        if (timestamp == 0) {
            return OperationState.Unset;
        } else if (timestamp == DONE_TIMESTAMP) {
            return OperationState.Done;
        } else if (timestamp > block.timestamp) {
            return OperationState.Waiting;
        } else {
            return OperationState.Ready;
        }
    }

    function isOperationPending(bytes32 id) public view returns (bool) {
        OperationState s = getOperationState(id);
        return s == OperationState.Waiting || s == OperationState.Ready;
    }

    function hashOperation(address target, uint256 value, bytes calldata data, bytes32 predecessor, bytes32 salt) public pure virtual returns (bytes32) {
        return keccak256(abi.encode(target, value, data, predecessor, salt));
    }

    function hashOperationBatch(address[] calldata targets, uint256[] calldata values, bytes[] calldata payloads, bytes32 predecessor, bytes32 salt) public pure virtual returns (bytes32) {
        return keccak256(abi.encode(targets, values, payloads, predecessor, salt));
    }

    function schedule(address target, uint256 value, bytes calldata data, bytes32 predecessor, bytes32 salt, uint256 delay) public virtual onlyRole(PROPOSER_ROLE) {
        bytes32 id = hashOperation(target, value, data, predecessor, salt);
        _schedule(id, delay);
        emit CallScheduled(id, 0, target, value, data, predecessor, delay);
        if (salt != bytes32(0)) {
            emit CallSalt(id, salt);
        }
    }

    function scheduleBatch(address[] calldata targets, uint256[] calldata values, bytes[] calldata payloads, bytes32 predecessor, bytes32 salt, uint256 delay) public virtual onlyRole(PROPOSER_ROLE) {
        if (targets.length != values.length || targets.length != payloads.length) {
            revert TimelockInvalidOperationLength(targets.length, payloads.length, values.length);
        }
        bytes32 id = hashOperationBatch(targets, values, payloads, predecessor, salt);
        _schedule(id, delay);
        for (uint256 i = 0; i < targets.length; ++i) {
            emit CallScheduled(id, i, targets[i], values[i], payloads[i], predecessor, delay);
        }
    }

    function _schedule(bytes32 id, uint256 delay) private {
        if (getOperationState(id) != OperationState.Unset) {
            revert TimelockUnexpectedOperationState(id, _encodeStateBitmap(OperationState.Unset));
        }
        uint256 minDelay = getMinDelay();
        if (delay < minDelay) {
            revert TimelockInsufficientDelay(delay, minDelay);
        }
        _timestamps[last = id] = block.timestamp + delay;
    }

    function cancelLast() external {
        cancel(last);
    }

    function cancel(bytes32 id) public virtual onlyRole(PROPOSER_ROLE) {
        if (!isOperationPending(id)) {
            revert TimelockUnexpectedOperationState(id, _encodeStateBitmap(OperationState.Waiting) | _encodeStateBitmap(OperationState.Ready));
        }
        delete _timestamps[id];
        emit Cancelled(id);
    }

    function execute(address target, uint256 value, bytes calldata payload, bytes32 predecessor, bytes32 salt) public payable virtual onlyRoleOrOpenRole(EXECUTOR_ROLE) {
        bytes32 id = hashOperation(target, value, payload, predecessor, salt);
        _beforeCall(id, predecessor);
        _execute(target, value, payload);
        emit CallExecuted(id, 0, target, value, payload);
        _afterCall(id);
    }

    function _execute(address target, uint256 value, bytes calldata data) internal virtual {
        calls.push(Call(target, value, data));
    }

    function _beforeCall(bytes32 id, bytes32 predecessor) private view {
        if (getOperationState(id) != OperationState.Ready) {
            revert TimelockUnexpectedOperationState(id, _encodeStateBitmap(OperationState.Ready));
        }
        if (predecessor != bytes32(0) && getOperationState(predecessor) != OperationState.Done) {
            revert TimelockUnexecutedPredecessor(predecessor);
        }
    }

    function _afterCall(bytes32 id) private {
        if (getOperationState(id) != OperationState.Ready) {
            revert TimelockUnexpectedOperationState(id, _encodeStateBitmap(OperationState.Ready));
        }
        _timestamps[id] = DONE_TIMESTAMP;
    }

    function updateDelay(uint256 newDelay) external virtual {
        address sender = msg.sender;
        if (sender != address(this)) {
            revert TimelockUnauthorizedCaller(sender);
        }
        emit MinDelayChange(_minDelay, newDelay);
        _minDelay = newDelay;
    }

    function _encodeStateBitmap(OperationState operationState) internal pure returns (bytes32) {
        return bytes32(1 << uint8(operationState));
    }

    function log(uint256 i) external view returns (Call memory) { return calls[i]; }
}

//= deploy: ok
//=   event MinDelayChange(uint256,uint256) [] 0x00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000064
//= schedule(address,uint256,bytes,bytes32,bytes32,uint256): ok
//=   event CallScheduled(bytes32,uint256,address,uint256,bytes,bytes32,uint256) [0x503691b96564eac981c36a4ef47162791f40ee8567bde9acb102b2e74a35b2c0, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x0000000000000000000000000000000000000000000000000000000000000011000000000000000000000000000000000000000000000000000000000000000100000000000000000000000000000000000000000000000000000000000000a00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000006400000000000000000000000000000000000000000000000000000000000000021234000000000000000000000000000000000000000000000000000000000000
//=   event CallSalt(bytes32,bytes32) [0x503691b96564eac981c36a4ef47162791f40ee8567bde9acb102b2e74a35b2c0] 0x0100000000000000000000000000000000000000000000000000000000000000
//= schedule(address,uint256,bytes,bytes32,bytes32,uint256): revert TimelockUnexpectedOperationState(bytes32,bytes32) (0x503691b96564eac981c36a4ef47162791f40ee8567bde9acb102b2e74a35b2c0, 0x0000000000000000000000000000000000000000000000000000000000000001)
//= schedule(address,uint256,bytes,bytes32,bytes32,uint256): revert TimelockInsufficientDelay(uint256,uint256) (99, 100)
//= schedule(address,uint256,bytes,bytes32,bytes32,uint256): revert Unauthorized(address,bytes32) (0x00000000000000000000000000000000000000b1, 0xb09aa5aeb3702cfd50b6b62bc4532604938f21248a27a1d5ca736082b6819cc1)
//= execute(address,uint256,bytes,bytes32,bytes32): revert TimelockUnexpectedOperationState(bytes32,bytes32) (0x503691b96564eac981c36a4ef47162791f40ee8567bde9acb102b2e74a35b2c0, 0x0000000000000000000000000000000000000000000000000000000000000004)
//= state(bytes32): ok 0
//= scheduleBatch(address[],uint256[],bytes[],bytes32,bytes32,uint256): ok
//=   event CallScheduled(bytes32,uint256,address,uint256,bytes,bytes32,uint256) [0x2a06d28a8388d0a6a9c42142ffc552d8637536f2076fb70885a2984772330146, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x0000000000000000000000000000000000000000000000000000000000000011000000000000000000000000000000000000000000000000000000000000000100000000000000000000000000000000000000000000000000000000000000a0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000c80000000000000000000000000000000000000000000000000000000000000000
//=   event CallScheduled(bytes32,uint256,address,uint256,bytes,bytes32,uint256) [0x2a06d28a8388d0a6a9c42142ffc552d8637536f2076fb70885a2984772330146, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x0000000000000000000000000000000000000000000000000000000000000012000000000000000000000000000000000000000000000000000000000000000200000000000000000000000000000000000000000000000000000000000000a0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000c80000000000000000000000000000000000000000000000000000000000000001ff00000000000000000000000000000000000000000000000000000000000000
//= scheduleBatch(address[],uint256[],bytes[],bytes32,bytes32,uint256): revert TimelockInvalidOperationLength(uint256,uint256,uint256) (1, 2, 2)
//= execute(address,uint256,bytes,bytes32,bytes32): ok
//=   event CallExecuted(bytes32,uint256,address,uint256,bytes) [0x503691b96564eac981c36a4ef47162791f40ee8567bde9acb102b2e74a35b2c0, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x00000000000000000000000000000000000000000000000000000000000000110000000000000000000000000000000000000000000000000000000000000001000000000000000000000000000000000000000000000000000000000000006000000000000000000000000000000000000000000000000000000000000000021234000000000000000000000000000000000000000000000000000000000000
//= execute(address,uint256,bytes,bytes32,bytes32): revert TimelockUnexpectedOperationState(bytes32,bytes32) (0x503691b96564eac981c36a4ef47162791f40ee8567bde9acb102b2e74a35b2c0, 0x0000000000000000000000000000000000000000000000000000000000000004)
//= log(uint256): ok (0x0000000000000000000000000000000000000011, 1, 0x1234)
//= cancelLast(): ok
//=   event Cancelled(bytes32) [0x2a06d28a8388d0a6a9c42142ffc552d8637536f2076fb70885a2984772330146] 0x
//= cancelLast(): revert Unauthorized(address,bytes32) (0x00000000000000000000000000000000000000b1, 0xb09aa5aeb3702cfd50b6b62bc4532604938f21248a27a1d5ca736082b6819cc1)
//= cancelLast(): revert TimelockUnexpectedOperationState(bytes32,bytes32) (0x2a06d28a8388d0a6a9c42142ffc552d8637536f2076fb70885a2984772330146, 0x0000000000000000000000000000000000000000000000000000000000000006)
//= updateDelay(uint256): revert TimelockUnauthorizedCaller(address) (0x0000000000000000000000000000000000000001)
//= getMinDelay(): ok 100
