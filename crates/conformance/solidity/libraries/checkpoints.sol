// SPDX-License-Identifier: MIT
// A sorted list of checkpoints with a binary search.
pragma solidity ^0.8.20;

library Checkpoints {
    struct Point { uint32 at; uint224 value; }
    struct Trace { Point[] points; }

    function push(Trace storage t, uint32 at, uint224 value) internal {
        uint256 n = t.points.length;
        if (n > 0 && t.points[n - 1].at == at) t.points[n - 1].value = value;
        else t.points.push(Point({at: at, value: value}));
    }

    function lookup(Trace storage t, uint32 at) internal view returns (uint224) {
        uint256 low = 0;
        uint256 high = t.points.length;
        while (low < high) {
            uint256 mid = (low + high) / 2;
            if (t.points[mid].at > at) high = mid;
            else low = mid + 1;
        }
        return high == 0 ? 0 : t.points[high - 1].value;
    }
}

contract Test {
    using Checkpoints for Checkpoints.Trace;

    Checkpoints.Trace trace;

    function main() external returns (uint224, uint224, uint224, uint224, uint256) {
        trace.push(10, 1);
        trace.push(20, 2);
        trace.push(20, 3);
        trace.push(30, 4);
        return (trace.lookup(9), trace.lookup(10), trace.lookup(29), trace.lookup(31), trace.points.length);
    }
}

//= deploy: ok
//= main(): ok 0, 1, 3, 4, 3
