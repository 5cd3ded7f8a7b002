// SPDX-License-Identifier: MIT
//? schedule(uint64 50, uint8 1, bytes 0x0a)
//? schedule(uint64 20, uint8 0, bytes 0x)
//? schedule(uint64 20, uint8 2, bytes 0xffee)
//? schedule(uint64 90, uint8 1, bytes 0x05)
//? schedule(uint64 10, uint8 3, bytes 0x01)
//? order(bool false)
//? order(bool true)
//? cancel(uint256 3)
//? cancel(uint256 3)
//? cancel(uint256 33)
//? run(uint256 1) time 5
//? run(uint256 1) time 20
//? run(uint256 10) time 60
//? state()
//? peek()
//? sorted(int256[] [5, -3, 0, 57896044618658097711785492504343953926634992332820282019728792003956564819967, -57896044618658097711785492504343953926634992332820282019728792003956564819968, 5], bool true)
//? sorted(int256[] [5, -3, 0, 2], bool false)
//? sorted(int256[] [], bool true)
//? run(uint256 10) time 100
//? peek()
pragma solidity ^0.8.20;

library Heap {
    error Empty();

    struct Queue {
        uint256[] ids;
        mapping(uint256 => uint256) place;
    }

    function swap(Queue storage q, uint256 a, uint256 b) private {
        (q.ids[a], q.ids[b]) = (q.ids[b], q.ids[a]);
        q.place[q.ids[a]] = a + 1;
        q.place[q.ids[b]] = b + 1;
    }

    function push(Queue storage q, uint256 id, function(uint256, uint256) view returns (bool) before) internal {
        q.ids.push(id);
        q.place[id] = q.ids.length;
        up(q, q.ids.length - 1, before);
    }

    function up(Queue storage q, uint256 at, function(uint256, uint256) view returns (bool) before) private {
        while (at > 0) {
            uint256 parent = (at - 1) / 2;
            if (!before(q.ids[at], q.ids[parent])) return;
            swap(q, at, parent);
            at = parent;
        }
    }

    function down(Queue storage q, uint256 at, function(uint256, uint256) view returns (bool) before) private {
        for (uint256 size = q.ids.length; ; ) {
            uint256 least = at;
            for (uint256 child = 2 * at + 1; child <= 2 * at + 2; child++) {
                if (child < size && before(q.ids[child], q.ids[least])) least = child;
            }
            if (least == at) break;
            swap(q, at, least);
            at = least;
        }
    }

    function remove(Queue storage q, uint256 id, function(uint256, uint256) view returns (bool) before)
        internal
        returns (bool)
    {
        uint256 place = q.place[id];
        if (place == 0) return false;
        uint256 last = q.ids.length - 1;
        if (place - 1 != last) swap(q, place - 1, last);
        q.ids.pop();
        delete q.place[id];
        if (place - 1 < last) {
            up(q, place - 1, before);
            down(q, place - 1, before);
        }
        return true;
    }

    function top(Queue storage q) internal view returns (uint256) {
        if (q.ids.length == 0) revert Empty();
        return q.ids[0];
    }
}

contract Scheduler {
    using Heap for Heap.Queue;

    enum Kind {
        Add,
        Double,
        Concat,
        Clear
    }

    struct Task {
        uint64 due;
        Kind kind;
        bytes data;
    }

    event Ran(uint256 indexed id, Kind kind, bytes state);
    event Cancelled(uint256 indexed id);

    Heap.Queue private queue;
    Task[] private tasks;
    bytes public state = hex"01";
    function(bytes memory) internal[4] private handlers;

    constructor() {
        handlers = [_add, _double, _concat, _clear];
    }

    function _earlier(uint256 a, uint256 b) private view returns (bool) {
        Task storage x = tasks[a];
        Task storage y = tasks[b];
        return x.due != y.due ? x.due < y.due : a < b;
    }

    function schedule(uint64 due, Kind kind, bytes calldata data) external returns (uint256 id) {
        id = tasks.length;
        tasks.push(Task(due, kind, data));
        queue.push(id, _earlier);
    }

    function cancel(uint256 id) external returns (bool found) {
        found = queue.remove(id, _earlier);
        if (found) emit Cancelled(id);
    }

    function run(uint256 most) external returns (uint256 count) {
        while (count < most && queue.ids.length > 0) {
            uint256 id = queue.top();
            Task memory task = tasks[id];
            if (task.due > block.timestamp) break;
            queue.remove(id, _earlier);
            handlers[uint256(task.kind)](task.data);
            emit Ran(id, task.kind, state);
            count++;
        }
    }

    function peek() external view returns (uint256 id, uint64 due) {
        id = queue.top();
        due = tasks[id].due;
    }

    function order(bool heap) external view returns (uint256[] memory ids) {
        ids = queue.ids;
        if (heap) return ids;
        for (uint256 i = 1; i < ids.length; ++i) {
            uint256 id = ids[i];
            uint256 j = i;
            for (; j > 0 && _earlier(id, ids[j - 1]); --j) ids[j] = ids[j - 1];
            ids[j] = id;
        }
    }

    function _add(bytes memory data) private {
        if (data.length == 0) {
            state.push();
            return;
        }
        for (uint256 i = 0; i < data.length; i++) state.push(data[i]);
    }

    function _double(bytes memory) private {
        state = bytes.concat(state, state);
    }

    function _concat(bytes memory data) private {
        state = abi.encodePacked(data, state, uint16(state.length));
    }

    function _clear(bytes memory data) private {
        delete state;
        state = data;
    }

    function sorted(int256[] calldata list, bool ascending) external pure returns (int256[] memory out) {
        out = list;
        function(int256, int256) pure returns (bool) less = ascending ? _less : _greater;
        _quick(out, 0, int256(out.length) - 1, less);
    }

    function _less(int256 a, int256 b) private pure returns (bool) {
        return a < b;
    }

    function _greater(int256 a, int256 b) private pure returns (bool) {
        return a > b;
    }

    function _quick(int256[] memory list, int256 left, int256 right, function(int256, int256) pure returns (bool) less)
        private
        pure
    {
        if (left >= right) return;
        (int256 i, int256 j) = (left, right);
        int256 pivot = list[uint256(left + (right - left) / 2)];
        do {
            while (less(list[uint256(i)], pivot)) i++;
            while (less(pivot, list[uint256(j)])) j--;
            if (i <= j) {
                (list[uint256(i)], list[uint256(j)]) = (list[uint256(j)], list[uint256(i)]);
                i++;
                j--;
            }
        } while (i <= j);
        _quick(list, left, j, less);
        _quick(list, i, right, less);
    }
}

//= deploy: ok
//= schedule(uint64,uint8,bytes): ok 0
//= schedule(uint64,uint8,bytes): ok 1
//= schedule(uint64,uint8,bytes): ok 2
//= schedule(uint64,uint8,bytes): ok 3
//= schedule(uint64,uint8,bytes): ok 4
//= order(bool): ok [4, 1, 2, 0, 3]
//= order(bool): ok [4, 1, 2, 3, 0]
//= cancel(uint256): ok true
//=   event Cancelled(uint256) [0x0000000000000000000000000000000000000000000000000000000000000003] 0x
//= cancel(uint256): ok false
//= cancel(uint256): ok false
//= run(uint256): ok 0
//= run(uint256): ok 1
//=   event Ran(uint256,uint8,bytes) [0x0000000000000000000000000000000000000000000000000000000000000004] 0x0000000000000000000000000000000000000000000000000000000000000003000000000000000000000000000000000000000000000000000000000000004000000000000000000000000000000000000000000000000000000000000000010100000000000000000000000000000000000000000000000000000000000000
//= run(uint256): ok 3
//=   event Ran(uint256,uint8,bytes) [0x0000000000000000000000000000000000000000000000000000000000000001] 0x0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000004000000000000000000000000000000000000000000000000000000000000000020100000000000000000000000000000000000000000000000000000000000000
//=   event Ran(uint256,uint8,bytes) [0x0000000000000000000000000000000000000000000000000000000000000002] 0x000000000000000000000000000000000000000000000000000000000000000200000000000000000000000000000000000000000000000000000000000000400000000000000000000000000000000000000000000000000000000000000006ffee010000020000000000000000000000000000000000000000000000000000
//=   event Ran(uint256,uint8,bytes) [0x0000000000000000000000000000000000000000000000000000000000000000] 0x00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000040000000000000000000000000000000000000000000000000000000000000000cffee01000002ffee010000020000000000000000000000000000000000000000
//= state(): ok 0xffee01000002ffee01000002
//= peek(): revert Empty()
//= sorted(int256[],bool): ok [-57896044618658097711785492504343953926634992332820282019728792003956564819968, -3, 0, 5, 5, 57896044618658097711785492504343953926634992332820282019728792003956564819967]
//= sorted(int256[],bool): ok [5, 2, 0, -3]
//= sorted(int256[],bool): ok []
//= run(uint256): ok 0
//= peek(): revert Empty()
