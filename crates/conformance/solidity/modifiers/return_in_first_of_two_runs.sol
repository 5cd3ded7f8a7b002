// A return ends the run of the body, not the modifier.
//? run(uint256 1)
//? run(uint256 2)
//? count()
pragma solidity ^0.8.20;

contract Test {
    uint256 public count;

    modifier retry {
        _;
        count += 100;
        _;
    }

    function run(uint256 x) external retry returns (uint256) {
        count++;
        if (x == 1) return count;
        count += 10;
        return count * 2;
    }
}

//= deploy: ok
//= run(uint256): ok 102
//= run(uint256): ok 448
//= count(): ok 224
