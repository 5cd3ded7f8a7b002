// What was encoded comes back; trailing data is ignored, a short one reverts.
//? round()
//? short()
//? enumRange(uint256 1)
//? enumRange(uint256 2)
//? boolRange(uint256 2)
pragma solidity ^0.8.20;

contract Test {
    enum Side { Buy, Sell }
    struct Order { Side side; uint128 size; int64[] levels; }

    function round() external pure returns (Order memory o, bytes32 tag, address[2] memory who) {
        int64[] memory levels = new int64[](3);
        levels[2] = -5;
        bytes memory data = abi.encode(Order(Side.Sell, 77, levels), bytes32("tag"), [address(1), address(2)]);
        (o, tag, who) = abi.decode(bytes.concat(data, "more"), (Order, bytes32, address[2]));
    }

    function short() external pure returns (uint256, uint256) {
        return abi.decode(abi.encode(uint256(1)), (uint256, uint256));
    }

    function enumRange(uint256 n) external pure returns (Side) {
        return abi.decode(abi.encode(n), (Side));
    }

    function boolRange(uint256 n) external pure returns (bool) {
        return abi.decode(abi.encode(n), (bool));
    }
}

//= deploy: ok
//= round(): ok (1, 77, [0, 0, -5]), 0x7461670000000000000000000000000000000000000000000000000000000000, [0x0000000000000000000000000000000000000001, 0x0000000000000000000000000000000000000002]
//= short(): revert
//= enumRange(uint256): ok 1
//= enumRange(uint256): revert
//= boolRange(uint256): revert
