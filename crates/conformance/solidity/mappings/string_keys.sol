// SPDX-License-Identifier: MIT
// Keys of text: long ones, from storage and from the call data.
//? put(string "a key of text that is longer than one word of storage", uint256 5)
//? put(string "", uint256 6)
//? all()
pragma solidity ^0.8.20;

contract Test {
    mapping(string => uint256) m;
    string stored = "a key of text that is longer than one word of storage";

    function put(string calldata k, uint256 v) external returns (uint256) {
        m[k] += v;
        return m[k];
    }

    function all() external view returns (uint256, uint256, uint256) {
        string memory k = string.concat("a key of text that is ", "longer than one word of storage");
        return (m[stored], m[k], m[""]);
    }
}

//= deploy: ok
//= put(string,uint256): ok 5
//= put(string,uint256): ok 6
//= all(): ok 5, 5, 6
