// A function that only calls another one, whose results nobody wants.
//? plain(uint256 3)
//? x()
//? nested(uint256 4)
//? x()
//? several(uint256 5)
//? x()
//? branches(uint256 6)
//? x()
//? marked(uint256 7)
//? x()
pragma solidity ^0.8.20;

contract Test {
    uint256 public x;

    function set(uint256 a) internal returns (uint256) {
        x += a;
        return a;
    }

    function pair(uint256 a) internal returns (uint256, string memory) {
        set(a);
        return (a, "pair");
    }

    modifier first(uint256 a) {
        set(a);
        _;
    }

    function plain(uint256 a) external {
        set(a);
    }

    function nested(uint256 a) external {
        unchecked {
            {
                set(a);
            }
        }
    }

    function several(uint256 a) external {
        pair(a);
    }

    function branches(uint256 a) external {
        if (a > 5) set(a);
        else pair(a);
        for (uint256 i = 0; i < 2; i++) set(i);
        a > 5 ? set(1) : set(2);
    }

    function marked(uint256 a) external first(a) {
        set(a);
    }
}

//= deploy: ok
//= plain(uint256): ok
//= x(): ok 3
//= nested(uint256): ok
//= x(): ok 7
//= several(uint256): ok
//= x(): ok 12
//= branches(uint256): ok
//= x(): ok 20
//= marked(uint256): ok
//= x(): ok 34
