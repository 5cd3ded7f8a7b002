// Gaps, swaps, nested calls and a tuple that is thrown away in part.
//? run(uint256 3, uint256 4)
//? memorySwap()
pragma solidity ^0.8.20;

contract Test {
    uint256 private a = 1;
    uint256 private b = 2;
    uint256[] private list;

    function three(uint256 x) internal pure returns (uint256, string memory, uint256[2] memory) {
        return (x, "text", [x, x + 1]);
    }

    function run(uint256 x, uint256 y) external returns (uint256, uint256, uint256, uint256, uint256) {
        (x, y) = (y, x);
        (a, b) = (b + x, a + y);
        (, , uint256[2] memory pair) = three(x);
        (uint256 first, string memory s, ) = three(y);
        list.push(bytes(s).length);
        (list[0], ) = (pair[1], first);
        (x, ) = true ? (y, x) : (x, y);
        return (x, y, a, b, list[0]);
    }

    function memorySwap() external pure returns (uint256[] memory, uint256[] memory) {
        uint256[] memory p = new uint256[](1);
        uint256[] memory q = new uint256[](2);
        (p, q) = (q, p);
        (p[1], q[0]) = (7, 8);
        return (p, q);
    }
}

//= deploy: ok
//= run(uint256,uint256): ok 3, 3, 6, 4, 5
//= memorySwap(): ok [0, 7], [8]
