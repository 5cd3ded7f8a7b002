// Arrays of structs in memory share their elements; copies to storage and back do not.
//? run()
//? matrix(uint256 3)
//? fixedOfDynamic()
pragma solidity ^0.8.20;

contract Test {
    struct P { uint256 x; uint256[] ys; }
    P[] private stored;

    function run() external returns (uint256, uint256, uint256, uint256) {
        P[] memory a = new P[](2);
        P memory first = a[0];
        first.x = 5;
        first.ys = new uint256[](1);
        a[1] = first;
        a[1].ys[0] = 8;
        for (uint256 i; i < a.length; i++) stored.push(a[i]);
        stored[0].ys.push(9);
        P[] memory back = stored;
        back[0].x = 1;
        delete a[0];
        delete first.ys;
        return (a[1].x, a[1].ys.length, stored[1].ys[0], back[0].ys.length + stored[0].x);
    }

    function matrix(uint256 n) external pure returns (uint256[][] memory m) {
        m = new uint256[][](n);
        for (uint256 i = 0; i < n; i++) {
            m[i] = new uint256[](i + 1);
            m[i][i] = i * i;
        }
        m[0] = m[n - 1];
        m[0][0] = 77;
    }

    function fixedOfDynamic() external pure returns (string[2] memory s, bytes[] memory b, bool[3] memory f) {
        s[1] = "one";
        b = new bytes[](2);
        b[0] = bytes(string.concat(s[1], ""));
        b[0][0] = "O";
        f[2] = s[1].length_() == 3;
    }
}

using {length_} for string;

function length_(string memory s) pure returns (uint256) {
    return bytes(s).length;
}

//= deploy: ok
//= run(): ok 5, 0, 8, 7
//= matrix(uint256): ok [[77, 0, 4], [0, 1], [77, 0, 4]]
//= fixedOfDynamic(): ok ["", "one"], [0x4f6e65, 0x], [false, false, true]
