// A body runs twice around a counter; parameters keep what the first run left.
//? run(uint256 3)
//? log()
pragma solidity ^0.8.20;

contract Test {
    uint256[] private seen;

    modifier twice(uint256 mark) {
        seen.push(mark);
        _;
        seen.push(mark + 1);
        _;
        seen.push(mark + 2);
    }

    modifier unless(bool skip) {
        if (!skip) _;
    }

    function run(uint256 x) external twice(x * 10) unless(x > 4) returns (uint256 r) {
        r += x++;
        seen.push(r);
    }

    function log() external view returns (uint256[] memory) {
        return seen;
    }
}

//= deploy: ok
//= run(uint256): ok 7
//= log(): ok [30, 3, 31, 7, 32]
