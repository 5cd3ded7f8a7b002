// Structs with arrays of structs from call data to storage, memory, events and hashes.
//? f((uint256,(address,uint96)[],string) (1, [(0x00000000000000000000000000000000000000a1, 5), (0x00000000000000000000000000000000000000a2, 6)], "n"))
//? g((uint256,(address,uint96)[],string)[] [(1, [(0x00000000000000000000000000000000000000a1, 5)], "n"), (2, [], "")])
pragma solidity ^0.8.20;
contract C {
    struct Leg { address to; uint96 amount; }
    struct Order { uint id; Leg[] legs; string note; }
    mapping(uint => Order) orders; Order[] public all;
    event Placed(uint indexed id, Order order);
    function total(Leg[] calldata l) internal pure returns (uint96 t) { for (uint i; i < l.length; ++i) { Leg calldata leg = l[i]; t += leg.amount; } }
    function f(Order calldata o) external returns (uint96, Order memory, bytes32) {
        orders[o.id] = o; all.push(o);
        Order memory m = o; m.legs[0].amount = 99; m.note = "changed";
        emit Placed({order: orders[o.id], id: o.id});
        return (total(o.legs), m, keccak256(abi.encode(o)));
    }
    function g(Order[] calldata os) external returns (uint n, Leg memory l, uint) {
        for (uint i; i < os.length; i++) { all.push(os[i]); n += os[i].legs.length; }
        l = os[0].legs[0]; l.amount++;
        Order storage last = all[all.length - 1]; last.legs.push(l); last.legs.push() = Leg(address(1), 2);
        return (n, last.legs[0], all[all.length - 1].legs.length);
    }
}

//= deploy: ok
//= f((uint256,(address,uint96)[],string)): ok 11, (1, [(0x00000000000000000000000000000000000000a1, 99), (0x00000000000000000000000000000000000000a2, 6)], "changed"), 0x1d081fe446f49de93fbe9554e3f93d59883fe88fc9e661a7850344bd1637b618
//=   event Placed(uint256,(uint256,(address,uint96)[],string)) [0x0000000000000000000000000000000000000000000000000000000000000001] 0x0000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000000000000000000000100000000000000000000000000000000000000000000000000000000000000600000000000000000000000000000000000000000000000000000000000000100000000000000000000000000000000000000000000000000000000000000000200000000000000000000000000000000000000000000000000000000000000a1000000000000000000000000000000000000000000000000000000000000000500000000000000000000000000000000000000000000000000000000000000a2000000000000000000000000000000000000000000000000000000000000000600000000000000000000000000000000000000000000000000000000000000016e00000000000000000000000000000000000000000000000000000000000000
//= g((uint256,(address,uint96)[],string)[]): ok 1, (0x00000000000000000000000000000000000000a1, 6), 2
