//? total((uint64,uint256[],string)[] [(1, [1, 2], "a"), (2, [], ""), (3, [5], "long string that is more than thirty-two bytes of text")])
//? pick(uint256[][] [[1], [2, 3], [4, 5, 6]], uint256 2, uint256 1)
//? pick(uint256[][] [[1], [2, 3], [4, 5, 6]], uint256 1, uint256 2)
//? slice(bytes 0x00112233445566778899, uint256 2, uint256 6)
//? slice(bytes 0x00112233445566778899, uint256 6, uint256 2)
//? slice(bytes 0x00112233445566778899, uint256 2, uint256 11)
//? store((uint64,uint256[],string) (9, [8, 7], "kept"))
//? kept()
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

struct Order { uint64 id; uint256[] parts; string memo; }

function size(Order memory o) pure returns (uint256) { return o.parts.length + bytes(o.memo).length; }

contract Calls {
    Order[] private orders;

    function total(Order[] calldata os) external pure returns (uint256 sum, uint256 len, Order memory last) {
        for (uint256 i = 0; i < os.length; i++) {
            Order calldata o = os[i];
            for (uint256 j = 0; j < o.parts.length; j++) sum += o.parts[j] * o.id;
            len += size(o);
        }
        last = os[os.length - 1];
        last.parts[0] += 1;
    }

    function pick(uint256[][] calldata xs, uint256 i, uint256 j) external pure returns (uint256, uint256[] memory) {
        uint256[] calldata row = xs[i];
        return (row[j], row[j:]);
    }

    function slice(bytes calldata d, uint256 a, uint256 b) external pure returns (bytes memory, bytes1, bytes4, uint256) {
        bytes calldata s = d[a:b];
        return (s, s[1], bytes4(s), bytes(d[:a]).length);
    }

    function store(Order calldata o) external returns (uint256) {
        orders.push(o);
        orders.push(Order({memo: "x", id: o.id + 1, parts: new uint256[](2)}));
        orders[1].parts = o.parts;
        orders[0].parts.push(size(orders[0]));
        return orders.length;
    }

    function kept() external view returns (Order[] memory) { return orders; }
}

//= deploy: ok
//= total((uint64,uint256[],string)[]): ok 18, 58, (3, [6], "long string that is more than thirty-two bytes of text")
//= pick(uint256[][],uint256,uint256): ok 5, [5, 6]
//= pick(uint256[][],uint256,uint256): panic 0x32
//= slice(bytes,uint256,uint256): ok 0x22334455, 0x33, 0x22334455, 2
//= slice(bytes,uint256,uint256): revert
//= slice(bytes,uint256,uint256): revert
//= store((uint64,uint256[],string)): ok 2
//= kept(): ok [(9, [8, 7, 6], "kept"), (10, [8, 7], "x")]
