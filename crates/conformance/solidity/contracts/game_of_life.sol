// The game of life on a board of 16 by 16 in one word, with wrapping edges, and names of patterns.
//? set(uint8[2][] [[1, 0], [2, 1], [0, 2], [1, 2], [2, 2]])
//? show(uint8 4)
//? step(uint256 1)
//? show(uint8 4)
//? step(uint256 3)
//? show(uint8 5)
//? alive()
//? step(uint256 8)
//? board()
//? set(uint8[2][] [[0, 0], [1, 0], [2, 0]])
//? step(uint256 1)
//? alive()
//? neighbours(uint8 1, uint8 0)
//? neighbours(uint8 0, uint8 0)
//? set(uint8[2][] [[16, 0]])
//? clear()
//? step(uint256 1)
//? generation()

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract Life {
    uint256 public board;
    uint256 public generation;

    event Stepped(uint256 indexed generation, uint256 board, uint16 alive);
    event Died(uint256 generation);

    error OutOfBoard(uint8 x, uint8 y);

    function set(uint8[2][] calldata cells) external {
        board = generation = 0;
        for (uint256 i = 0; i < cells.length; i++) {
            (uint8 x, uint8 y) = (cells[i][0], cells[i][1]);
            if (x > 15 || y > 15) revert OutOfBoard(x, y);
            board |= _bit(x, y);
        }
    }

    function clear() external {
        delete board;
        delete generation;
    }

    function step(uint256 count) external {
        for (uint256 i = 0; i < count; i++) {
            if (board == 0) {
                emit Died(generation);
                return;
            }
            uint256 next = 0;
            for (uint8 y = 0; y < 16; y++) {
                for (uint8 x = 0; x < 16; x++) {
                    uint8 n = neighbours(x, y);
                    bool lives = board & _bit(x, y) != 0;
                    if (n == 3 || (lives && n == 2)) next |= _bit(x, y);
                }
            }
            board = next;
            generation++;
        }
        emit Stepped(generation, board, alive());
    }

    function alive() public view returns (uint16 count) {
        for (uint256 b = board; b != 0; b &= b - 1) count++;
    }

    function neighbours(uint8 x, uint8 y) public view returns (uint8 n) {
        uint256 b = board;
        for (int8 dy = -1; dy <= 1; dy++) {
            for (int8 dx = -1; dx <= 1; dx++) {
                if (dx == 0 && dy == 0) continue;
                uint8 nx = uint8(int8(x) + dx) & 15;
                uint8 ny = uint8(int8(y) + dy) & 15;
                if (b & _bit(nx, ny) != 0) ++n;
            }
        }
    }

    function show(uint8 size) external view returns (string memory) {
        bytes memory text = new bytes(uint256(size) * (size + 1));
        uint256 at;
        for (uint8 y = 0; y < size; y++) {
            for (uint8 x = 0; x < size; x++) {
                text[at++] = board & _bit(x, y) == 0 ? bytes1(".") : bytes1("#");
            }
            text[at++] = "/";
        }
        return string(text);
    }

    function _bit(uint8 x, uint8 y) private pure returns (uint256) {
        return 1 << (uint256(y) * 16 + x);
    }
}

//= deploy: ok
//= set(uint8[2][]): ok
//= show(uint8): ok ".#../..#./###./..../"
//= step(uint256): ok
//=   event Stepped(uint256,uint256,uint16) [0x0000000000000000000000000000000000000000000000000000000000000001] 0x00000000000000000000000000000000000000000000000000020006000500000000000000000000000000000000000000000000000000000000000000000005
//= show(uint8): ok "..../#.#./.##./.#../"
//= step(uint256): ok
//=   event Stepped(uint256,uint256,uint16) [0x0000000000000000000000000000000000000000000000000000000000000004] 0x000000000000000000000000000000000000000000000000000e0008000400000000000000000000000000000000000000000000000000000000000000000005
//= show(uint8): ok "...../..#../...#./.###./...../"
//= alive(): ok 5
//= step(uint256): ok
//=   event Stepped(uint256,uint256,uint16) [0x000000000000000000000000000000000000000000000000000000000000000c] 0x00000000000000000000000000000000000000000038002000100000000000000000000000000000000000000000000000000000000000000000000000000005
//= board(): ok 67700436198733192116568064
//= set(uint8[2][]): ok
//= step(uint256): ok
//=   event Stepped(uint256,uint256,uint16) [0x0000000000000000000000000000000000000000000000000000000000000001] 0x00020000000000000000000000000000000000000000000000000000000200020000000000000000000000000000000000000000000000000000000000000003
//= alive(): ok 3
//= neighbours(uint8,uint8): ok 2
//= neighbours(uint8,uint8): ok 3
//= set(uint8[2][]): revert OutOfBoard(uint8,uint8) (16, 0)
//= clear(): ok
//= step(uint256): ok
//=   event Died(uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000000
//= generation(): ok 0
