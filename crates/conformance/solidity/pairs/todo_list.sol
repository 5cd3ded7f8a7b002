// Tasks of each user: add, toggle, rename, remove by swap and pop.
//? add(string "milk", uint8 0) from 0x00000000000000000000000000000000000000aa
//? add(string "write tests", uint8 2) from 0x00000000000000000000000000000000000000aa
//? add(string "sleep", uint8 1) from 0x00000000000000000000000000000000000000aa
//? add(string "", uint8 1) from 0x00000000000000000000000000000000000000aa
//? add(string "other list", uint8 1) from 0x00000000000000000000000000000000000000bb
//? toggle(uint256 1) from 0x00000000000000000000000000000000000000aa
//? get(uint256 1) from 0x00000000000000000000000000000000000000aa
//? toggle(uint256 3) from 0x00000000000000000000000000000000000000aa
//? rename(uint256 0, string "oat milk, because the other one is gone and nobody goes shopping today") from 0x00000000000000000000000000000000000000aa
//? remove(uint256 0) from 0x00000000000000000000000000000000000000aa
//? get(uint256 0) from 0x00000000000000000000000000000000000000aa
//? list() from 0x00000000000000000000000000000000000000aa
//? list() from 0x00000000000000000000000000000000000000cc
//? stats() from 0x00000000000000000000000000000000000000aa
//? clear() from 0x00000000000000000000000000000000000000aa
//? list() from 0x00000000000000000000000000000000000000aa
//? lists(address 0x00000000000000000000000000000000000000bb, uint256 0)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.13;

contract TodoList {
    enum Priority { Low, Normal, High }

    struct Todo {
        string text;
        bool completed;
        Priority priority;
    }

    mapping(address => Todo[]) public lists;

    event Added(address indexed owner, uint256 index, string text, Priority priority);
    event Toggled(address indexed owner, uint256 index, bool completed);
    event Removed(address indexed owner, uint256 index);

    modifier exists(uint256 index) {
        require(index < lists[msg.sender].length, "TodoList: no such task");
        _;
    }

    function add(string calldata text, Priority priority) external returns (uint256 index) {
        require(bytes(text).length > 0, "TodoList: empty text");
        Todo[] storage list_ = lists[msg.sender];
        index = list_.length;
        list_.push(Todo({text: text, completed: false, priority: priority}));
        emit Added(msg.sender, index, text, priority);
    }

    function toggle(uint256 index) external exists(index) {
        Todo storage todo = lists[msg.sender][index];
        todo.completed = !todo.completed;
        emit Toggled(msg.sender, index, todo.completed);
    }

    function rename(uint256 index, string memory text) external exists(index) {
        lists[msg.sender][index].text = text;
    }

    function remove(uint256 index) external exists(index) {
        Todo[] storage list_ = lists[msg.sender];
        uint256 last = list_.length - 1;
        if (index != last) {
            list_[index] = list_[last];
        }
        list_.pop();
        emit Removed(msg.sender, index);
    }

    function get(uint256 index) external view exists(index) returns (string memory, bool, Priority) {
        Todo memory todo = lists[msg.sender][index];
        return (todo.text, todo.completed, todo.priority);
    }

    function list() external view returns (Todo[] memory) {
        return lists[msg.sender];
    }

    function stats() external view returns (uint256 total, uint256 done, uint256[3] memory byPriority) {
        Todo[] storage list_ = lists[msg.sender];
        total = list_.length;
        for (uint256 i; i < total; ++i) {
            if (list_[i].completed) done++;
            byPriority[uint256(list_[i].priority)]++;
        }
    }

    function clear() external {
        delete lists[msg.sender];
    }
}

//= deploy: ok
//= add(string,uint8): ok 0
//=   event Added(address,uint256,string,uint8) [0x00000000000000000000000000000000000000000000000000000000000000aa] 0x00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000060000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000046d696c6b00000000000000000000000000000000000000000000000000000000
//= add(string,uint8): ok 1
//=   event Added(address,uint256,string,uint8) [0x00000000000000000000000000000000000000000000000000000000000000aa] 0x000000000000000000000000000000000000000000000000000000000000000100000000000000000000000000000000000000000000000000000000000000600000000000000000000000000000000000000000000000000000000000000002000000000000000000000000000000000000000000000000000000000000000b7772697465207465737473000000000000000000000000000000000000000000
//= add(string,uint8): ok 2
//=   event Added(address,uint256,string,uint8) [0x00000000000000000000000000000000000000000000000000000000000000aa] 0x0000000000000000000000000000000000000000000000000000000000000002000000000000000000000000000000000000000000000000000000000000006000000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000005736c656570000000000000000000000000000000000000000000000000000000
//= add(string,uint8): revert "TodoList: empty text"
//= add(string,uint8): ok 0
//=   event Added(address,uint256,string,uint8) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000600000000000000000000000000000000000000000000000000000000000000001000000000000000000000000000000000000000000000000000000000000000a6f74686572206c69737400000000000000000000000000000000000000000000
//= toggle(uint256): ok
//=   event Toggled(address,uint256,bool) [0x00000000000000000000000000000000000000000000000000000000000000aa] 0x00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000001
//= get(uint256): ok "write tests", true, 2
//= toggle(uint256): revert "TodoList: no such task"
//= rename(uint256,string): ok
//= remove(uint256): ok
//=   event Removed(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000aa] 0x0000000000000000000000000000000000000000000000000000000000000000
//= get(uint256): ok "sleep", false, 1
//= list(): ok [("sleep", false, 1), ("write tests", true, 2)]
//= list(): ok []
//= stats(): ok 2, 1, [0, 1, 1]
//= clear(): ok
//= list(): ok []
//= lists(address,uint256): ok "other list", false, 1
