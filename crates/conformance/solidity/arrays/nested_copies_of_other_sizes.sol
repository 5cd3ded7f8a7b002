//? main()
//? shape()
//? shrink(uint256 1)
//? shape()
//? grow()
//? shape()
//? fixedCopy()
//? cell(uint256 0, uint256 2, uint256 1)
//? cell(uint256 0, uint256 3, uint256 1)
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

contract Grid {
    uint16[2][3][] public cells;
    uint8[][] rows;
    int24[4][2] fixed_;

    function main() external returns (uint256) {
        uint16[2][3] memory block_ = [[uint16(1), 2], [uint16(3), 4], [uint16(5), 6]];
        cells.push(block_);
        block_[0][0] = 100;
        cells.push(block_);
        rows = new uint8[][](3);
        for (uint8 i = 0; i < 3; i++) {
            rows[i] = new uint8[](i + 2);
            rows[i][i] = i * 10 + 1;
        }
        return cells.length;
    }

    function shape() external view returns (uint256 n, uint256[] memory lengths, uint8[] memory all) {
        n = rows.length;
        lengths = new uint256[](n);
        uint256 total;
        for (uint256 i = 0; i < n; i++) total += lengths[i] = rows[i].length;
        all = new uint8[](total);
        uint256 at;
        for (uint256 i = 0; i < n; i++) for (uint256 j = 0; j < rows[i].length; j++) all[at++] = rows[i][j];
    }

    function shrink(uint256 to) external {
        uint8[][] memory m = new uint8[][](to);
        m[0] = rows[2];
        m[0][0] = 77;
        rows = m;
    }

    function grow() external {
        rows.push().push(5);
        rows.push(rows[0]);
        rows[2].pop();
        rows[0][1] = 9;
    }

    function fixedCopy() external returns (int24[4] memory, int24, uint16) {
        fixed_[1] = [int24(-1), -2, -3, type(int24).min];
        int24[4][2] memory c = fixed_;
        fixed_[0] = fixed_[1];
        fixed_[1][0] = 42;
        c[0][0]--;
        return (fixed_[0], c[0][0] + fixed_[1][0], cells[1][0][0]);
    }

    function cell(uint256 a, uint256 b, uint256 c) external view returns (uint16) { return cells[a][b][c]; }
}

//= deploy: ok
//= main(): ok 2
//= shape(): ok 3, [2, 3, 4], [1, 0, 0, 11, 0, 0, 0, 21, 0]
//= shrink(uint256): ok
//= shape(): ok 1, [4], [77, 0, 21, 0]
//= grow(): ok
//= shape(): ok 3, [4, 1, 3], [77, 9, 21, 0, 5, 77, 0, 21]
//= fixedCopy(): ok [-1, -2, -3, -8388608], 41, 100
//= cell(uint256,uint256,uint256): ok 6
//= cell(uint256,uint256,uint256): panic 0x32
