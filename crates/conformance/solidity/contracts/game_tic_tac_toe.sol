// Tic-tac-toe for two accounts with stakes; the board is a fixed array of enums.
//? deploy from 0x00000000000000000000000000000000000000aa
//? create() value 10 from 0x00000000000000000000000000000000000000aa
//? join(uint256 0) value 9 from 0x00000000000000000000000000000000000000bb
//? join(uint256 0) value 10 from 0x00000000000000000000000000000000000000aa
//? join(uint256 0) value 10 from 0x00000000000000000000000000000000000000bb
//? move_(uint256 0, uint8 0) from 0x00000000000000000000000000000000000000bb
//? move_(uint256 0, uint8 0) from 0x00000000000000000000000000000000000000aa
//? move_(uint256 0, uint8 0) from 0x00000000000000000000000000000000000000bb
//? move_(uint256 0, uint8 9) from 0x00000000000000000000000000000000000000bb
//? move_(uint256 0, uint8 4) from 0x00000000000000000000000000000000000000bb
//? move_(uint256 0, uint8 1) from 0x00000000000000000000000000000000000000aa
//? move_(uint256 0, uint8 8) from 0x00000000000000000000000000000000000000bb
//? board(uint256 0)
//? move_(uint256 0, uint8 2) from 0x00000000000000000000000000000000000000aa
//? move_(uint256 0, uint8 3) from 0x00000000000000000000000000000000000000bb
//? credit(address 0x00000000000000000000000000000000000000aa)
//? games(uint256 0)
//? create() value 4 from 0x00000000000000000000000000000000000000cc
//? join(uint256 1) value 4 from 0x00000000000000000000000000000000000000dd
//? play(uint256 1, uint8[] [0, 1, 2, 4, 3, 5, 7, 6, 8]) from 0x00000000000000000000000000000000000000cc
//? credit(address 0x00000000000000000000000000000000000000cc)
//? draw(uint256 1)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract TicTacToe {
    enum Cell { Empty, X, O }
    enum Status { Waiting, Running, XWon, OWon, Draw }

    struct Game {
        address playerX;
        address playerO;
        uint96 stake;
        Cell turn;
        Status status;
        uint8 moves;
        Cell[9] cells;
    }

    Game[] public games;
    mapping(address => uint256) public credit;
    uint8[3][8] private lines =
        [[0, 1, 2], [3, 4, 5], [6, 7, 8], [0, 3, 6], [1, 4, 7], [2, 5, 8], [0, 4, 8], [2, 4, 6]];

    event Moved(uint256 indexed game, Cell player, uint8 position);
    event Finished(uint256 indexed game, Status status);

    error NotYourTurn(Cell turn);
    error CellTaken(uint8 position, Cell by);

    modifier running(uint256 id) {
        require(games[id].status == Status.Running, "not running");
        _;
    }

    function create() external payable returns (uint256 id) {
        id = games.length;
        Game storage game = games.push();
        game.playerX = msg.sender;
        game.stake = uint96(msg.value);
    }

    function join(uint256 id) external payable {
        Game storage game = games[id];
        require(game.status == Status.Waiting, "not waiting");
        require(msg.sender != game.playerX, "you created it");
        require(msg.value == game.stake, "wrong stake");
        game.playerO = msg.sender;
        game.turn = Cell.X;
        game.status = Status.Running;
    }

    function move_(uint256 id, uint8 position) external running(id) {
        Game storage game = games[id];
        address expected = game.turn == Cell.X ? game.playerX : game.playerO;
        if (msg.sender != expected) revert NotYourTurn(game.turn);
        _move(id, position);
    }

    /// @notice Plays both sides, for tests.
    function play(uint256 id, uint8[] calldata positions) external {
        for (uint256 i = 0; i < positions.length; i++) _move(id, positions[i]);
    }

    function _move(uint256 id, uint8 position) private running(id) {
        Game storage game = games[id];
        if (game.cells[position] != Cell.Empty) revert CellTaken(position, game.cells[position]);
        game.cells[position] = game.turn;
        game.moves++;
        emit Moved(id, game.turn, position);
        if (_wins(game, game.turn)) {
            _finish(id, game.turn == Cell.X ? Status.XWon : Status.OWon);
        } else if (game.moves == 9) {
            _finish(id, Status.Draw);
        } else {
            game.turn = game.turn == Cell.X ? Cell.O : Cell.X;
        }
    }

    function _wins(Game storage game, Cell who) private view returns (bool) {
        for (uint256 i = 0; i < lines.length; i++) {
            uint8[3] storage line = lines[i];
            if (
                game.cells[line[0]] == who && game.cells[line[1]] == who && game.cells[line[2]] == who
            ) return true;
        }
        return false;
    }

    function _finish(uint256 id, Status status) private {
        Game storage game = games[id];
        game.status = status;
        if (status == Status.XWon) credit[game.playerX] += 2 * uint256(game.stake);
        else if (status == Status.OWon) credit[game.playerO] += 2 * uint256(game.stake);
        else {
            credit[game.playerX] += game.stake;
            credit[game.playerO] += game.stake;
        }
        emit Finished(id, status);
    }

    function board(uint256 id) external view returns (Cell[9] memory) {
        return games[id].cells;
    }

    function draw(uint256 id) external view returns (string memory) {
        bytes memory text = new bytes(11);
        Cell[9] memory cells = games[id].cells;
        bytes3 signs = ".XO";
        for (uint256 i = 0; i < 9; i++) {
            text[i + i / 3] = signs[uint8(cells[i])];
        }
        text[3] = text[7] = "/";
        return string(text);
    }
}

//= deploy: ok
//= create(): ok 0
//= join(uint256): revert "wrong stake"
//= join(uint256): revert "you created it"
//= join(uint256): ok
//= move_(uint256,uint8): revert NotYourTurn(uint8) (1)
//= move_(uint256,uint8): ok
//=   event Moved(uint256,uint8,uint8) [0x0000000000000000000000000000000000000000000000000000000000000000] 0x00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000000
//= move_(uint256,uint8): revert CellTaken(uint8,uint8) (0, 1)
//= move_(uint256,uint8): panic 0x32
//= move_(uint256,uint8): ok
//=   event Moved(uint256,uint8,uint8) [0x0000000000000000000000000000000000000000000000000000000000000000] 0x00000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000000000000000000004
//= move_(uint256,uint8): ok
//=   event Moved(uint256,uint8,uint8) [0x0000000000000000000000000000000000000000000000000000000000000000] 0x00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000001
//= move_(uint256,uint8): ok
//=   event Moved(uint256,uint8,uint8) [0x0000000000000000000000000000000000000000000000000000000000000000] 0x00000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000000000000000000008
//= board(uint256): ok [1, 1, 0, 0, 2, 0, 0, 0, 2]
//= move_(uint256,uint8): ok
//=   event Moved(uint256,uint8,uint8) [0x0000000000000000000000000000000000000000000000000000000000000000] 0x00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000002
//=   event Finished(uint256,uint8) [0x0000000000000000000000000000000000000000000000000000000000000000] 0x0000000000000000000000000000000000000000000000000000000000000002
//= move_(uint256,uint8): revert "not running"
//= credit(address): ok 20
//= games(uint256): ok 0x00000000000000000000000000000000000000aa, 0x00000000000000000000000000000000000000bb, 10, 1, 2, 5
//= create(): ok 1
//= join(uint256): ok
//= play(uint256,uint8[]): ok
//=   event Moved(uint256,uint8,uint8) [0x0000000000000000000000000000000000000000000000000000000000000001] 0x00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000000
//=   event Moved(uint256,uint8,uint8) [0x0000000000000000000000000000000000000000000000000000000000000001] 0x00000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000000000000000000001
//=   event Moved(uint256,uint8,uint8) [0x0000000000000000000000000000000000000000000000000000000000000001] 0x00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000002
//=   event Moved(uint256,uint8,uint8) [0x0000000000000000000000000000000000000000000000000000000000000001] 0x00000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000000000000000000004
//=   event Moved(uint256,uint8,uint8) [0x0000000000000000000000000000000000000000000000000000000000000001] 0x00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000003
//=   event Moved(uint256,uint8,uint8) [0x0000000000000000000000000000000000000000000000000000000000000001] 0x00000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000000000000000000005
//=   event Moved(uint256,uint8,uint8) [0x0000000000000000000000000000000000000000000000000000000000000001] 0x00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000007
//=   event Moved(uint256,uint8,uint8) [0x0000000000000000000000000000000000000000000000000000000000000001] 0x00000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000000000000000000006
//=   event Moved(uint256,uint8,uint8) [0x0000000000000000000000000000000000000000000000000000000000000001] 0x00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000008
//=   event Finished(uint256,uint8) [0x0000000000000000000000000000000000000000000000000000000000000001] 0x0000000000000000000000000000000000000000000000000000000000000004
//= credit(address): ok 4
//= draw(uint256): ok "XOX/XOO/OXX"
