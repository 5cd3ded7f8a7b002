// What a call returns is indexed, asked for fields and methods, and thrown away.
//? run()
//? discard()
//? outside(uint256 0)
//? outside(uint256 1)
pragma solidity ^0.8.20;

contract Test {
    struct P { uint256 a; uint8[3] b; string s; }
    P private stored;
    P[] private list;
    uint256 private calls;

    function make(uint256 a) internal returns (P memory) {
        calls++;
        return P(a, [1, 2, 3], "abc");
    }

    function place() internal view returns (P storage) {
        return stored;
    }

    function pair() internal pure returns (uint256[] memory, bytes memory) {
        return (new uint256[](2), hex"0102");
    }

    function run() external returns (uint256, uint8, uint256, uint256, bytes1) {
        place().a = 4;
        place().b[1] = 9;
        list.push(make(1));
        list.push() = make(2);
        (, bytes memory raw) = pair();
        return (make(7).a + place().a, make(8).b[2] + stored.b[1], bytes(make(3).s).length, list[1].a + calls, raw[1]);
    }

    function discard() external returns (uint256) {
        make(1);
        make(2).a;
        pair();
        (make(3));
        true ? make(4) : make(5);
        new bytes(3);
        return calls;
    }

    function outside(uint256 i) external view returns (bool) {
        uint256[] memory a = new uint256[](1);
        a[i];
        list[i];
        stored.b[i];
        return true;
    }
}

//= deploy: ok
//= run(): ok 11, 12, 3, 7, 0x02
//= discard(): ok 9
//= outside(uint256): ok true
//= outside(uint256): panic 0x32
