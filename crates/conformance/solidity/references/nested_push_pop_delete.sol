// Arrays of arrays: pushed, popped, deleted and assigned in part.
//? run()
//? grid()
//? row(uint256 1)
//? row(uint256 5)
pragma solidity ^0.8.20;

contract Test {
    uint8[][] private cells;
    uint16[2][] private pairs;

    function run() external returns (uint256, uint256) {
        cells.push();
        cells.push().push(4);
        cells[0].push(1);
        cells[0].push(2);
        cells[0].push(3);
        cells[0].pop();
        delete cells[1][0];
        cells.push(cells[0]);
        delete cells[0];
        cells[0].push() = 9;
        pairs.push([uint16(1), 2]);
        pairs.push()[1] = 7;
        pairs[0] = pairs[1];
        return (cells.length, pairs[0][1]);
    }

    function grid() external view returns (uint8[][] memory, uint16[2][] memory) {
        return (cells, pairs);
    }

    function row(uint256 i) external view returns (uint8[] memory) {
        return cells[i];
    }
}

//= deploy: ok
//= run(): ok 3, 7
//= grid(): ok [[9], [0], [1, 2]], [[0, 7], [0, 7]]
//= row(uint256): ok [0]
//= row(uint256): panic 0x32
