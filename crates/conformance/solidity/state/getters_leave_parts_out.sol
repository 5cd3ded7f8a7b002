// Getters of nested mappings, arrays of structs, fixed arrays; what they leave out.
//? grid(uint256 1, uint256 0)
//? grid(uint256 2, uint256 0)
//? items(uint256 0)
//? scores(address 0xaa, uint256 1)
//? fixedGrid(uint256 1, uint256 2)
//? fixedGrid(uint256 2, uint256 0)
//? pairOf(bytes4 0x01020304)
//? LIMIT()
//? blob()
//? kind()
pragma solidity ^0.8.20;

contract Test {
    enum Kind { None, Some }
    struct Item { uint256 id; uint256[] parts; string name; mapping(uint256 => bool) flags; Kind kind; }
    struct Pair { int8 a; bytes2 b; }

    uint16[][] public grid;
    Item[] public items;
    mapping(address who => uint256[] marks) public scores;
    uint8[3][2] public fixedGrid = [[1, 2, 3], [4, 5, 6]];
    mapping(bytes4 => Pair) public pairOf;
    uint256 public constant LIMIT = 2 ** 10 - 1;
    bytes public blob = hex"010203";
    Kind public kind = Kind.Some;

    constructor() {
        grid.push();
        grid.push([uint16(7), 8]);
        items.push();
        items[0].id = 4;
        items[0].name = "thing";
        items[0].parts.push(1);
        items[0].kind = Kind.Some;
        scores[address(0xaa)] = [10, 20];
        pairOf[0x01020304] = Pair(-1, "ab");
    }
}

//= deploy: ok
//= grid(uint256,uint256): ok 7
//= grid(uint256,uint256): revert
//= items(uint256): ok 4, "thing", 1
//= scores(address,uint256): ok 20
//= fixedGrid(uint256,uint256): ok 6
//= fixedGrid(uint256,uint256): revert
//= pairOf(bytes4): ok -1, 0x6162
//= LIMIT(): ok 1023
//= blob(): ok 0x010203
//= kind(): ok 1
