// Functions that are restricted by their selector, delayed operations by the hash of the call's bytes, calls dispatched
// by hand from their encoding.
//? grant(bytes4 0xd09de08a, address 0x00000000000000000000000000000000000000a1, uint32 0)
//? grant(bytes4 0x60fe47b1, address 0x00000000000000000000000000000000000000a1, uint32 100)
//? increment() from 0xa1
//? increment() from 0xa2
//? set(uint256 77) from 0xa1 time 1000
//? schedule(bytes 0x60fe47b1000000000000000000000000000000000000000000000000000000000000004d) from 0xa1 time 1000
//? set(uint256 77) from 0xa1 time 1050
//? set(uint256 78) from 0xa1 time 1100
//? set(uint256 77) from 0xa1 time 1100
//? set(uint256 77) from 0xa1 time 1101
//? dispatch(bytes 0xd09de08a) from 0xa1
//? dispatch(bytes 0x771602f700000000000000000000000000000000000000000000000000000000000000050000000000000000000000000000000000000000000000000000000000000006)
//? dispatch(bytes 0xdeadbeef)
//? dispatch(bytes 0x77)
//? multicall(bytes[] [0x771602f700000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000002, 0x06661abd])
//? count()
pragma solidity ^0.8.20;

abstract contract Context {
    function _msgSender() internal view virtual returns (address) { return msg.sender; }
    function _msgData() internal view virtual returns (bytes calldata) { return msg.data; }
}

abstract contract AccessManaged is Context {
    struct Access { uint32 delay; bool member; }
    mapping(bytes4 selector => mapping(address => Access)) private access;
    mapping(bytes32 id => uint48) public ready;
    address private immutable admin = msg.sender;

    error Unauthorized(address caller, bytes4 selector);
    error NotScheduled(bytes32 operationId);
    error NotReady(bytes32 operationId, uint48 at);
    event OperationScheduled(bytes32 indexed operationId, uint48 at, address caller, bytes data);
    event OperationExecuted(bytes32 indexed operationId);

    modifier restricted() {
        _checkCanCall(_msgSender(), _msgData());
        _;
    }

    function grant(bytes4 selector, address who, uint32 delay) external {
        if (_msgSender() != admin) revert Unauthorized(_msgSender(), msg.sig);
        access[selector][who] = Access(delay, true);
    }

    function schedule(bytes calldata data) external returns (bytes32 id) {
        Access storage a = access[bytes4(data[0:4])][_msgSender()];
        require(a.member, "no member");
        id = hashOperation(_msgSender(), data);
        emit OperationScheduled(id, ready[id] = uint48(block.timestamp) + a.delay, _msgSender(), data);
    }

    function hashOperation(address caller, bytes calldata data) public view virtual returns (bytes32) {
        return keccak256(abi.encode(caller, address(this), data));
    }

    function _checkCanCall(address caller, bytes calldata data) internal virtual {
        Access memory a = access[bytes4(data[0:4])][caller];
        if (!a.member) revert Unauthorized(caller, bytes4(data));
        if (a.delay > 0) {
            bytes32 id = hashOperation(caller, data);
            uint48 at = ready[id];
            if (at == 0) revert NotScheduled(id);
            if (at > block.timestamp) revert NotReady(id, at);
            delete ready[id];
            emit OperationExecuted(id);
        }
    }
}

contract Managed is AccessManaged {
    uint256 public count;
    error UnknownSelector(bytes4 selector);

    function increment() public restricted { count++; }
    function set(uint256 n) public restricted { count = n; }
    function add(uint256 a, uint256 b) public pure returns (uint256) { return a + b; }

    function _dispatch(bytes calldata data) private returns (bytes memory) {
        bytes4 selector = bytes4(data[:4]);
        if (selector == this.increment.selector) {
            count += 10;
            return "";
        } else if (selector == this.add.selector) {
            (uint256 a, uint256 b) = abi.decode(data[4:], (uint256, uint256));
            return abi.encode(add(a, b));
        } else if (selector == this.count.selector) {
            return abi.encode(count);
        }
        revert UnknownSelector(selector);
    }

    function dispatch(bytes calldata data) external returns (bytes memory) {
        return _dispatch(data);
    }

    function multicall(bytes[] calldata calls) external returns (bytes[] memory results) {
        results = new bytes[](calls.length);
        for (uint256 i; i < calls.length; ++i) results[i] = _dispatch(calls[i]);
    }
}

//= deploy: ok
//= grant(bytes4,address,uint32): ok
//= grant(bytes4,address,uint32): ok
//= increment(): ok
//= increment(): revert Unauthorized(address,bytes4) (0x00000000000000000000000000000000000000a2, 0xd09de08a)
//= set(uint256): revert NotScheduled(bytes32) (0xaa65e6e645adcac6606893425d40ddf89481fc9d2760184fc34da5aad2562db5)
//= schedule(bytes): ok 0xaa65e6e645adcac6606893425d40ddf89481fc9d2760184fc34da5aad2562db5
//=   event OperationScheduled(bytes32,uint48,address,bytes) [0xaa65e6e645adcac6606893425d40ddf89481fc9d2760184fc34da5aad2562db5] 0x000000000000000000000000000000000000000000000000000000000000044c00000000000000000000000000000000000000000000000000000000000000a10000000000000000000000000000000000000000000000000000000000000060000000000000000000000000000000000000000000000000000000000000002460fe47b1000000000000000000000000000000000000000000000000000000000000004d00000000000000000000000000000000000000000000000000000000
//= set(uint256): revert NotReady(bytes32,uint48) (0xaa65e6e645adcac6606893425d40ddf89481fc9d2760184fc34da5aad2562db5, 1100)
//= set(uint256): revert NotScheduled(bytes32) (0xc06b86da38236b31f8abc006deb6c4adc40ee07203687f21e1b814b85cd8e857)
//= set(uint256): ok
//=   event OperationExecuted(bytes32) [0xaa65e6e645adcac6606893425d40ddf89481fc9d2760184fc34da5aad2562db5] 0x
//= set(uint256): revert NotScheduled(bytes32) (0xaa65e6e645adcac6606893425d40ddf89481fc9d2760184fc34da5aad2562db5)
//= dispatch(bytes): ok 0x
//= dispatch(bytes): ok 0x000000000000000000000000000000000000000000000000000000000000000b
//= dispatch(bytes): revert UnknownSelector(bytes4) (0xdeadbeef)
//= dispatch(bytes): revert
//= multicall(bytes[]): ok [0x0000000000000000000000000000000000000000000000000000000000000003, 0x0000000000000000000000000000000000000000000000000000000000000057]
//= count(): ok 87
