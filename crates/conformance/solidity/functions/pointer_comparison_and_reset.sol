// SPDX-License-Identifier: MIT
// Function values compared, copied and deleted.
//? main()
//? reset()
pragma solidity ^0.8.20;

contract Test {
    function a() internal pure returns (uint256) {
        return 1;
    }

    function b() internal pure returns (uint256) {
        return 2;
    }

    function() pure returns (uint256) s;

    function main() external returns (bool, bool, uint256) {
        function() pure returns (uint256) f = a;
        function() pure returns (uint256) g = f;
        f = b;
        s = g;
        return (f == g, s == a, f() * 10 + g());
    }

    function reset() external returns (uint256) {
        delete s;
        return s();
    }
}

//= deploy: ok
//= main(): ok false, true, 21
//= reset(): panic 0x51
