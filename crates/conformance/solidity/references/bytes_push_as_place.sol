// `push()` of bytes gives a place, which compound assignments change.
//? run()
//? data()
pragma solidity ^0.8.20;

contract Test {
    bytes public data;

    function run() external returns (bytes1 a, uint256 length) {
        data.push() = 0x0f;
        data.push() |= 0x30;
        data.push() ^= data[0];
        a = data.push() = 0x41;
        data.push();
        data.push(0x7a);
        data[1] >>= 4;
        data.pop();
        length = data.length;
    }
}

//= deploy: ok
//= run(): ok 0x41, 5
//= data(): ok 0x0f030f4100
