// A function that reads the bytes of the call cannot be a value: the call through it would have to hand them on.
pragma solidity ^0.8.20;

contract C {
    function read() internal pure returns (bytes4) {
        return msg.sig;
    }

    function f() public pure returns (bytes4) {
        function() internal pure returns (bytes4) g = read;
        return g();
    }
}
