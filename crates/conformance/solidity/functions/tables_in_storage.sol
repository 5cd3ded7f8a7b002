//? main()
//? run(uint8 0, uint256 7, uint256 3)
//? run(uint8 1, uint256 7, uint256 3)
//? run(uint8 2, uint256 7, uint256 3)
//? run(uint8 3, uint256 7, uint256 3)
//? same()
//? install(uint8 3)
//? run(uint8 3, uint256 7, uint256 3)
//? fold(uint256[] [1, 2, 3, 4])
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

library Ops {
    function add(uint256 a, uint256 b) internal pure returns (uint256) { return a + b; }
    function sub(uint256 a, uint256 b) internal pure returns (uint256) { return a - b; }
    function apply_(function (uint256, uint256) internal pure returns (uint256) f, uint256 a, uint256 b) internal pure returns (uint256) {
        return f(a, b);
    }
}

contract Tables {
    struct Entry { string name; function (uint256, uint256) internal pure returns (uint256) op; bool known; }

    mapping(uint8 => Entry) private entries;
    function (uint256, uint256) internal pure returns (uint256)[] private list;

    constructor() {
        entries[0] = Entry("add", Ops.add, true);
        entries[1] = Entry({name: "sub", op: Ops.sub, known: true});
        entries[2].name = "mul";
        entries[2].op = mul;
        list.push(Ops.add);
        list.push(mul);
        list.push();
    }

    function mul(uint256 a, uint256 b) internal pure virtual returns (uint256) { return a * b; }

    function run(uint8 id, uint256 a, uint256 b) external view returns (string memory, uint256, bool) {
        Entry storage e = entries[id];
        return (e.name, e.op(a, b), e.known);
    }

    function install(uint8 id) external {
        entries[id].op = entries[0].op == entries[1].op ? mul : entries[2].op;
        entries[id].name = "late";
    }

    function same() external view returns (bool, bool, bool) {
        function (uint256, uint256) internal pure returns (uint256) f = list[1];
        return (f == mul, f == list[0], list[0] == entries[0].op);
    }

    function fold(uint256[] calldata xs) external view returns (uint256 a, uint256 b) {
        (a, b) = (0, 1);
        for (uint256 i; i < xs.length; ++i) {
            a = Ops.apply_(list[0], a, xs[i]);
            b = Ops.apply_(list[1], b, xs[i]);
        }
    }

    function main() external view returns (uint256) { return list[2](1, 2); }
}

//= deploy: ok
//= main(): panic 0x51
//= run(uint8,uint256,uint256): ok "add", 10, true
//= run(uint8,uint256,uint256): ok "sub", 4, true
//= run(uint8,uint256,uint256): ok "mul", 21, false
//= run(uint8,uint256,uint256): panic 0x51
//= same(): ok true, false, true
//= install(uint8): ok
//= run(uint8,uint256,uint256): ok "late", 21, false
//= fold(uint256[]): ok 10, 24
