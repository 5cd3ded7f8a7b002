// A function without a body has the same message.
pragma solidity ^0.8.20;

interface I {
    function h() extrenal;
}

contract C {}
