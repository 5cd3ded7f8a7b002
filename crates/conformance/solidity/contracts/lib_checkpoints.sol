// Timeline of a value by time, in one packed array, read by binary search.
//? push(uint32 10, uint224 100)
//? push(uint32 10, uint224 150)
//? push(uint32 20, uint224 200)
//? push(uint32 15, uint224 1)
//? push(uint32 4294967295, uint224 26959946667150639794667015087019630673637144422540572481103610249215)
//? valueFrom(uint32 10)
//? valueFrom(uint32 11)
//? valueUpTo(uint32 9)
//? valueUpTo(uint32 10)
//? valueUpTo(uint32 19)
//? lookupRecent(uint32 4294967295)
//? latestValue()
//? newest()
//? length()
//? at(uint32 1)
//? at(uint32 7)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

library Timeline {
    error OutOfOrder(uint32 last, uint32 given);

    struct History {
        Entry[] entries;
    }

    struct Entry {
        uint32 time;
        uint224 amount;
    }

    function push(History storage history, uint32 key, uint224 value)
        internal
        returns (uint224 oldValue, uint224 newValue)
    {
        return _insert(history.entries, key, value);
    }

    function valueFrom(History storage history, uint32 key) internal view returns (uint224) {
        uint256 len = history.entries.length;
        uint256 pos = _firstFrom(history.entries, key, 0, len);
        return pos == len ? 0 : history.entries[pos].amount;
    }

    function valueUpTo(History storage history, uint32 key) internal view returns (uint224) {
        uint256 pos = _firstAfter(history.entries, key, 0, history.entries.length);
        return pos == 0 ? 0 : history.entries[pos - 1].amount;
    }

    function lookupRecent(History storage history, uint32 key) internal view returns (uint224) {
        uint256 len = history.entries.length;
        uint256 low = 0;
        uint256 high = len;
        if (len > 2) {
            uint256 mid = len - 2;
            if (key < history.entries[mid].time) {
                high = mid;
            } else {
                low = mid + 1;
            }
        }
        uint256 pos = _firstAfter(history.entries, key, low, high);
        return pos == 0 ? 0 : history.entries[pos - 1].amount;
    }

    function latestValue(History storage history) internal view returns (uint224) {
        uint256 pos = history.entries.length;
        return pos == 0 ? 0 : history.entries[pos - 1].amount;
    }

    function newest(History storage history)
        internal
        view
        returns (bool exists, uint32 time, uint224 amount)
    {
        uint256 pos = history.entries.length;
        if (pos == 0) {
            return (false, 0, 0);
        } else {
            Entry storage entry = history.entries[pos - 1];
            return (true, entry.time, entry.amount);
        }
    }

    function _insert(Entry[] storage history, uint32 key, uint224 value)
        private
        returns (uint224, uint224)
    {
        uint256 pos = history.length;
        if (pos > 0) {
            Entry storage last = history[pos - 1];
            uint32 lastKey = last.time;
            uint224 lastValue = last.amount;
            if (lastKey > key) {
                revert OutOfOrder(lastKey, key);
            }
            if (lastKey == key) {
                last.amount = value;
            } else {
                history.push(Entry({time: key, amount: value}));
            }
            return (lastValue, value);
        } else {
            history.push(Entry({time: key, amount: value}));
            return (0, value);
        }
    }

    function _firstAfter(Entry[] storage history, uint32 key, uint256 low, uint256 high)
        private
        view
        returns (uint256)
    {
        while (low < high) {
            uint256 mid = (low + high) / 2;
            if (history[mid].time > key) high = mid;
            else low = mid + 1;
        }
        return high;
    }

    function _firstFrom(Entry[] storage history, uint32 key, uint256 low, uint256 high)
        private
        view
        returns (uint256)
    {
        while (low < high) {
            uint256 mid = (low + high) / 2;
            if (history[mid].time < key) low = mid + 1;
            else high = mid;
        }
        return high;
    }
}

contract TimelineUser {
    using Timeline for Timeline.History;

    Timeline.History private trace;

    function push(uint32 key, uint224 value) external returns (uint224, uint224) {
        return trace.push(key, value);
    }

    function valueFrom(uint32 key) external view returns (uint224) {
        return trace.valueFrom(key);
    }

    function valueUpTo(uint32 key) external view returns (uint224) {
        return trace.valueUpTo(key);
    }

    function lookupRecent(uint32 key) external view returns (uint224) {
        return trace.lookupRecent(key);
    }

    function latestValue() external view returns (uint224) {
        return trace.latestValue();
    }

    function newest() external view returns (bool, uint32, uint224) {
        return trace.newest();
    }

    function length() external view returns (uint256) {
        return trace.entries.length;
    }

    function at(uint32 pos) external view returns (Timeline.Entry memory) {
        return trace.entries[pos];
    }
}

//= deploy: ok
//= push(uint32,uint224): ok 0, 100
//= push(uint32,uint224): ok 100, 150
//= push(uint32,uint224): ok 150, 200
//= push(uint32,uint224): revert OutOfOrder(uint32,uint32) (20, 15)
//= push(uint32,uint224): ok 200, 26959946667150639794667015087019630673637144422540572481103610249215
//= valueFrom(uint32): ok 150
//= valueFrom(uint32): ok 200
//= valueUpTo(uint32): ok 0
//= valueUpTo(uint32): ok 150
//= valueUpTo(uint32): ok 150
//= lookupRecent(uint32): ok 26959946667150639794667015087019630673637144422540572481103610249215
//= latestValue(): ok 26959946667150639794667015087019630673637144422540572481103610249215
//= newest(): ok true, 4294967295, 26959946667150639794667015087019630673637144422540572481103610249215
//= length(): ok 3
//= at(uint32): ok (20, 200)
//= at(uint32): panic 0x32
