// The wrapped native coin: what is paid in becomes tokens, what is taken out an entry of what is owed.
//? wrap() value 1000 from 0x00000000000000000000000000000000000000aa
//? wrap() value 0 from 0x00000000000000000000000000000000000000bb
//? balanceOf(address 0x00000000000000000000000000000000000000aa)
//? unwrap(uint256 1001) from 0x00000000000000000000000000000000000000aa
//? unwrap(uint256 400) from 0x00000000000000000000000000000000000000aa
//? owed(address 0x00000000000000000000000000000000000000aa)
//? totalSupply()
//? approve(address 0x00000000000000000000000000000000000000bb, uint256 100) from 0x00000000000000000000000000000000000000aa
//? transferFrom(address 0x00000000000000000000000000000000000000aa, address 0x00000000000000000000000000000000000000cc, uint256 60) from 0x00000000000000000000000000000000000000bb
//? transferFrom(address 0x00000000000000000000000000000000000000aa, address 0x00000000000000000000000000000000000000cc, uint256 60) from 0x00000000000000000000000000000000000000bb
//? transferFrom(address 0x00000000000000000000000000000000000000aa, address 0x00000000000000000000000000000000000000cc, uint256 60) from 0x00000000000000000000000000000000000000aa
//? transfer(address 0x00000000000000000000000000000000000000dd, uint256 120) from 0x00000000000000000000000000000000000000cc
//? transfer(address 0x00000000000000000000000000000000000000dd, uint256 121) from 0x00000000000000000000000000000000000000cc
//? wrapFor(address 0x00000000000000000000000000000000000000ee) value 7 from 0x00000000000000000000000000000000000000aa
//? wrapWithNote(address 0x00000000000000000000000000000000000000ee, bytes 0x1234) value 7 from 0x00000000000000000000000000000000000000aa
//? loanFee(address 0x1000000000000000000000000000000000000001, uint256 5)
//? loanFee(address 0x0000000000000000000000000000000000000001, uint256 5)
//? balanceOf(address 0x00000000000000000000000000000000000000ee)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.9;

contract WrappedCoin {
    string public constant name = "Wrapped Coin";
    string public constant symbol = "WCN";
    uint8 public constant decimals = 18;
    bytes32 public constant NOTE_TYPE = keccak256("WrappedCoin.note");

    mapping(address holder => uint256) public balanceOf;
    mapping(address holder => mapping(address spender => uint256)) public allowance;
    mapping(address holder => uint256) public owed;
    uint256 public totalSupply;

    event Transfer(address indexed from, address indexed to, uint256 amount);
    event Approval(address indexed holder, address indexed spender, uint256 amount);
    event Wrapped(address indexed to, uint256 amount);
    event Unwrapped(address indexed from, uint256 amount);

    modifier canSpend(address holder, uint256 amount) {
        if (holder != msg.sender) {
            uint256 left = allowance[holder][msg.sender];
            require(left >= amount);
            if (left < type(uint256).max) allowance[holder][msg.sender] = left - amount;
        }
        _;
    }

    function wrap() external payable {
        wrapFor(msg.sender);
    }

    function wrapFor(address to) public payable {
        totalSupply += msg.value;
        balanceOf[to] += msg.value;
        emit Wrapped(to, msg.value);
    }

    function wrapWithNote(address to, bytes calldata note) external payable returns (bytes32) {
        wrapFor(to);
        return note.length == 0 ? bytes32(0) : keccak256(abi.encodePacked(NOTE_TYPE, msg.sig, note));
    }

    function unwrap(uint256 amount) external {
        require(amount <= balanceOf[msg.sender], "");
        totalSupply -= amount;
        balanceOf[msg.sender] -= amount;
        owed[msg.sender] += amount;
        emit Unwrapped(msg.sender, amount);
    }

    function approve(address spender, uint256 amount) external returns (bool done) {
        allowance[msg.sender][spender] = amount;
        emit Approval(msg.sender, spender, amount);
        done = true;
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        return transferFrom(msg.sender, to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) public canSpend(from, amount) returns (bool) {
        require(amount <= balanceOf[from]);
        unchecked {
            balanceOf[from] -= amount;
            balanceOf[to] += amount;
        }
        emit Transfer(from, to, amount);
        return true;
    }

    function loanFee(address token, uint256) external view returns (uint256) {
        require(token == address(this), "WCN: only this token");
        return 0;
    }
}

//= deploy: ok
//= wrap(): ok
//=   event Wrapped(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000aa] 0x00000000000000000000000000000000000000000000000000000000000003e8
//= wrap(): ok
//=   event Wrapped(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x0000000000000000000000000000000000000000000000000000000000000000
//= balanceOf(address): ok 1000
//= unwrap(uint256): revert ""
//= unwrap(uint256): ok
//=   event Unwrapped(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000aa] 0x0000000000000000000000000000000000000000000000000000000000000190
//= owed(address): ok 400
//= totalSupply(): ok 600
//= approve(address,uint256): ok true
//=   event Approval(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000aa, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x0000000000000000000000000000000000000000000000000000000000000064
//= transferFrom(address,address,uint256): ok true
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000aa, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x000000000000000000000000000000000000000000000000000000000000003c
//= transferFrom(address,address,uint256): revert
//= transferFrom(address,address,uint256): ok true
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000aa, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x000000000000000000000000000000000000000000000000000000000000003c
//= transfer(address,uint256): ok true
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x00000000000000000000000000000000000000000000000000000000000000dd] 0x0000000000000000000000000000000000000000000000000000000000000078
//= transfer(address,uint256): revert
//= wrapFor(address): ok
//=   event Wrapped(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000ee] 0x0000000000000000000000000000000000000000000000000000000000000007
//= wrapWithNote(address,bytes): ok 0x2c9fb8be69b05d7af6f94c901c950d867239030072643a1fbea102e168b0ad16
//=   event Wrapped(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000ee] 0x0000000000000000000000000000000000000000000000000000000000000007
//= loanFee(address,uint256): ok 0
//= loanFee(address,uint256): revert "WCN: only this token"
//= balanceOf(address): ok 14
