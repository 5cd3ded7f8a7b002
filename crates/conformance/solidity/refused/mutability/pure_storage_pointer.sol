// A `pure` library function that reads through a storage reference. Good: "`first` is `pure` but reads storage through `list`. Make it `view`."
// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

library L {
    function first(uint256[] storage list) internal pure returns (uint256) {
        return list[0];
    }
}

contract C {
    uint256[] private list;

    function f() public view returns (uint256) {
        return L.first(list);
    }
}
