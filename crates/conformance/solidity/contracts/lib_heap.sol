// A binary heap in storage with a comparator as an internal function pointer, and sorting with it.
//? insert(uint256 5, string "five")
//? insert(uint256 3, string "three")
//? insert(uint256 9, string "nine")
//? insert(uint256 1, string "one")
//? insert(uint256 3, string "drei")
//? peek()
//? size()
//? pop()
//? pop()
//? pop()
//? replaceTop(uint256 100, string "hundred")
//? pop()
//? pop()
//? pop()
//? peek()
//? sorted(uint256[] [4, 1, 3, 9, 9, 0, 7], bool false)
//? sorted(uint256[] [4, 1, 3, 9, 9, 0, 7], bool true)
//? sorted(uint256[] [], bool true)
//? kthLargest(uint256[] [4, 1, 3, 9, 9, 0, 7], uint256 3)
//? kthLargest(uint256[] [4], uint256 2)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

struct Entry {
    uint256 key;
    string label;
}

library MinHeap {
    error Empty();

    function add(Entry[] storage heap, Entry memory entry) internal {
        heap.push(entry);
        uint256 i = heap.length - 1;
        while (i > 0) {
            uint256 parent = (i - 1) / 2;
            if (heap[parent].key <= heap[i].key) break;
            Entry memory temp = heap[parent];
            heap[parent] = heap[i];
            heap[i] = temp;
            i = parent;
        }
    }

    function popMin(Entry[] storage heap) internal returns (Entry memory min) {
        if (heap.length == 0) revert Empty();
        min = heap[0];
        uint256 last = heap.length - 1;
        heap[0] = heap[last];
        heap.pop();
        sink(heap, 0);
    }

    function sink(Entry[] storage heap, uint256 i) internal {
        uint256 n = heap.length;
        for (;;) {
            uint256 child = 2 * i + 1;
            if (child >= n) return;
            if (child + 1 < n && heap[child + 1].key < heap[child].key) child++;
            if (heap[i].key <= heap[child].key) return;
            Entry memory temp = heap[child];
            heap[child] = heap[i];
            heap[i] = temp;
            i = child;
        }
    }
}

contract HeapUser {
    using MinHeap for Entry[];

    Entry[] private heap;

    function insert(uint256 key, string calldata label) external {
        heap.add(Entry(key, label));
    }

    function pop() external returns (uint256, string memory) {
        Entry memory entry = heap.popMin();
        return (entry.key, entry.label);
    }

    function replaceTop(uint256 key, string calldata label) external {
        heap[0] = Entry({label: label, key: key});
        heap.sink(0);
    }

    function peek() external view returns (Entry memory) {
        if (heap.length == 0) revert MinHeap.Empty();
        return heap[0];
    }

    function size() external view returns (uint256) {
        return heap.length;
    }

    function _less(uint256 a, uint256 b) private pure returns (bool) {
        return a < b;
    }

    function _greater(uint256 a, uint256 b) private pure returns (bool) {
        return a > b;
    }

    function _heapsort(uint256[] memory a, function(uint256, uint256) pure returns (bool) before) private pure {
        uint256 n = a.length;
        for (uint256 i = n / 2; i > 0; i--) _siftDown(a, i - 1, n, before);
        while (n > 1) {
            n--;
            (a[0], a[n]) = (a[n], a[0]);
            _siftDown(a, 0, n, before);
        }
    }

    function _siftDown(
        uint256[] memory a,
        uint256 i,
        uint256 n,
        function(uint256, uint256) pure returns (bool) before
    ) private pure {
        while (2 * i + 1 < n) {
            uint256 child = 2 * i + 1;
            if (child + 1 < n && before(a[child], a[child + 1])) child += 1;
            if (!before(a[i], a[child])) break;
            (a[i], a[child]) = (a[child], a[i]);
            i = child;
        }
    }

    function sorted(uint256[] memory a, bool descending) public pure returns (uint256[] memory) {
        _heapsort(a, descending ? _greater : _less);
        return a;
    }

    function kthLargest(uint256[] memory a, uint256 k) external pure returns (uint256) {
        return sorted(a, true)[k - 1];
    }
}

//= deploy: ok
//= insert(uint256,string): ok
//= insert(uint256,string): ok
//= insert(uint256,string): ok
//= insert(uint256,string): ok
//= insert(uint256,string): ok
//= peek(): ok (1, "one")
//= size(): ok 5
//= pop(): ok 1, "one"
//= pop(): ok 3, "drei"
//= pop(): ok 3, "three"
//= replaceTop(uint256,string): ok
//= pop(): ok 9, "nine"
//= pop(): ok 100, "hundred"
//= pop(): revert Empty()
//= peek(): revert Empty()
//= sorted(uint256[],bool): ok [0, 1, 3, 4, 7, 9, 9]
//= sorted(uint256[],bool): ok [9, 9, 7, 4, 3, 1, 0]
//= sorted(uint256[],bool): ok []
//= kthLargest(uint256[],uint256): ok 7
//= kthLargest(uint256[],uint256): panic 0x32
