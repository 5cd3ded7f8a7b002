// A write is seen by a function that is called before the next write, and a failure takes all back.
//? run(uint256 1)
//? run(uint256 2)
//? state()
//? loop(uint256 3)
//? state()
pragma solidity ^0.8.20;

contract Test {
    uint256 private x;
    uint256 private seen;
    mapping(uint256 => uint256) private m;

    function look() internal {
        seen = seen * 100 + x;
    }

    function run(uint256 mode) external returns (uint256) {
        x = 1;
        look();
        x = 2;
        if (mode == 2) {
            x = 7;
            revert("back");
        }
        x = 3;
        look();
        x = 4;
        m[x] = 5;
        m[x] = 6;
        delete m[4];
        m[x] = m[x] + 1;
        return seen;
    }

    function loop(uint256 n) external {
        for (uint256 i = 0; i < n; i++) {
            x = i;
            if (i == 1) continue;
            x = i * 10;
            m[i] = x;
            m[i + 1] = x + 1;
        }
    }

    function state() external view returns (uint256, uint256, uint256, uint256, uint256) {
        return (x, seen, m[1], m[3], m[4]);
    }
}

//= deploy: ok
//= run(uint256): ok 103
//= run(uint256): revert "back"
//= state(): ok 4, 103, 0, 0, 1
//= loop(uint256): ok
//= state(): ok 20, 103, 1, 21, 1
