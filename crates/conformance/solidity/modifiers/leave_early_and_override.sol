//? main()
//? guarded(uint256 3)
//? guarded(uint256 11)
//? twice(uint256 5)
//? early(bool true)
//? early(bool false)
//? log()
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

abstract contract Traced {
    bytes internal trace;
    event Step(string indexed what, uint256 n);

    modifier traced(bytes1 mark) virtual {
        trace.push(mark);
        _;
        trace.push(bytes1(uint8(mark) | 0x20));
    }

    modifier limited(uint256 n) {
        if (n > 10) { emit Step("limit", n); return; }
        uint256 before = trace.length;
        _;
        require(trace.length >= before, "shrunk");
    }

    modifier doubled() { _; _; }
}

contract Uses is Traced {
    uint256 private calls;

    modifier traced(bytes1 mark) override {
        trace.push("<");
        _;
        trace.push(mark);
    }

    function next() private returns (uint256) { return ++calls; }

    function guarded(uint256 n) external limited(n) traced("G") returns (uint256 r) {
        r = n * 2;
        if (n == 3) return r + 1;
        emit Step("end", r);
    }

    function twice(uint256 n) external doubled limited(next()) traced("T") returns (uint256 sum, uint256 k) {
        sum += n;
        k = calls;
        n++;
    }

    function early(bool stop) external traced("E") limited(stop ? 11 : 1) returns (string memory) {
        return stop ? "never" : "ran";
    }

    function log() external view returns (bytes memory, uint256) { return (trace, calls); }

    function main() external pure returns (uint256) { return 1; }
}

//= deploy: ok
//= main(): ok 1
//= guarded(uint256): ok 7
//= guarded(uint256): ok 0
//=   event Step(string,uint256) [0x7fc4c77395fcdec81e476481a08f1375d8dae0ef9d902795df834781daa81fb0] 0x000000000000000000000000000000000000000000000000000000000000000b
//= twice(uint256): ok 11, 2
//= early(bool): ok ""
//=   event Step(string,uint256) [0x7fc4c77395fcdec81e476481a08f1375d8dae0ef9d902795df834781daa81fb0] 0x000000000000000000000000000000000000000000000000000000000000000b
//= early(bool): ok "ran"
//= log(): ok 0x3c473c543c543c453c45, 2
