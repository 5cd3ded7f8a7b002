// Each class of a diamond is called once, the arguments change on the way.
//? go(uint256 1)
//? trail()
pragma solidity ^0.8.20;

contract A {
    string public trail;
    function go(uint256 x) public virtual returns (uint256) {
        trail = string.concat(trail, "A");
        return x;
    }
}

contract B is A {
    function go(uint256 x) public virtual override returns (uint256) {
        trail = string.concat(trail, "B");
        return super.go(x + 1) * 2;
    }
}

contract C is A {
    function go(uint256 x) public virtual override returns (uint256) {
        trail = string.concat(trail, "C");
        return super.go(x * 3) + 5;
    }
}

contract D is B, C {
    function go(uint256 x) public override(B, C) returns (uint256) {
        trail = string.concat(trail, "D");
        return super.go(x) - 1;
    }
}

//= deploy: ok
//= go(uint256): ok 12
//= trail(): ok "DCBA"
