// ERC-20 in one contract without inheritance, require strings.
//? deploy(string "Plain Token", string "PLN", uint256 1000) from 0x00000000000000000000000000000000000000aa
//? name()
//? symbol()
//? decimals()
//? totalSupply()
//? balanceOf(address 0x00000000000000000000000000000000000000aa)
//? transfer(address 0x00000000000000000000000000000000000000bb, uint256 300000000000000000000) from 0x00000000000000000000000000000000000000aa
//? balanceOf(address 0x00000000000000000000000000000000000000bb)
//? transfer(address 0x0000000000000000000000000000000000000000, uint256 1) from 0x00000000000000000000000000000000000000aa
//? transfer(address 0x00000000000000000000000000000000000000aa, uint256 300000000000000000001) from 0x00000000000000000000000000000000000000bb
//? approve(address 0x00000000000000000000000000000000000000cc, uint256 50) from 0x00000000000000000000000000000000000000bb
//? allowance(address 0x00000000000000000000000000000000000000bb, address 0x00000000000000000000000000000000000000cc)
//? transferFrom(address 0x00000000000000000000000000000000000000bb, address 0x00000000000000000000000000000000000000dd, uint256 20) from 0x00000000000000000000000000000000000000cc
//? transferFrom(address 0x00000000000000000000000000000000000000bb, address 0x00000000000000000000000000000000000000dd, uint256 31) from 0x00000000000000000000000000000000000000cc
//? allowance(address 0x00000000000000000000000000000000000000bb, address 0x00000000000000000000000000000000000000cc)
//? approve(address 0x00000000000000000000000000000000000000cc, uint256 115792089237316195423570985008687907853269984665640564039457584007913129639935) from 0x00000000000000000000000000000000000000aa
//? transferFrom(address 0x00000000000000000000000000000000000000aa, address 0x00000000000000000000000000000000000000cc, uint256 7) from 0x00000000000000000000000000000000000000cc
//? allowance(address 0x00000000000000000000000000000000000000aa, address 0x00000000000000000000000000000000000000cc)
//? burn(uint256 7) from 0x00000000000000000000000000000000000000cc
//? burn(uint256 1) from 0x00000000000000000000000000000000000000cc
//? totalSupply()

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.0;

contract PlainToken {
    string public name;
    string public symbol;
    uint8 public constant decimals = 18;
    uint256 public totalSupply;

    mapping(address => uint256) public balanceOf;
    mapping(address owner => mapping(address spender => uint256)) public allowance;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    constructor(string memory _name, string memory _symbol, uint256 _initialSupply) {
        name = _name;
        symbol = _symbol;
        totalSupply = _initialSupply * 10 ** uint256(decimals);
        balanceOf[msg.sender] = totalSupply;
        emit Transfer(address(0), msg.sender, totalSupply);
    }

    function transfer(address to, uint256 value) public returns (bool success) {
        _transfer(msg.sender, to, value);
        return true;
    }

    function approve(address spender, uint256 value) public returns (bool success) {
        allowance[msg.sender][spender] = value;
        emit Approval(msg.sender, spender, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) public returns (bool success) {
        uint256 allowed = allowance[from][msg.sender];
        require(allowed >= value, "insufficient allowance");
        if (allowed != type(uint256).max) {
            allowance[from][msg.sender] = allowed - value;
        }
        _transfer(from, to, value);
        success = true;
    }

    function burn(uint256 value) external {
        require(balanceOf[msg.sender] >= value, "burn exceeds balance");
        balanceOf[msg.sender] -= value;
        totalSupply -= value;
        emit Transfer(msg.sender, address(0), value);
    }

    function _transfer(address from, address to, uint256 value) internal {
        require(to != address(0), "transfer to the zero address");
        require(balanceOf[from] >= value, "transfer exceeds balance");
        balanceOf[from] -= value;
        balanceOf[to] += value;
        emit Transfer(from, to, value);
    }
}

//= deploy: ok
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000aa] 0x00000000000000000000000000000000000000000000003635c9adc5dea00000
//= name(): ok "Plain Token"
//= symbol(): ok "PLN"
//= decimals(): ok 18
//= totalSupply(): ok 1000000000000000000000
//= balanceOf(address): ok 1000000000000000000000
//= transfer(address,uint256): ok true
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000aa, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x00000000000000000000000000000000000000000000001043561a8829300000
//= balanceOf(address): ok 300000000000000000000
//= transfer(address,uint256): revert "transfer to the zero address"
//= transfer(address,uint256): revert "transfer exceeds balance"
//= approve(address,uint256): ok true
//=   event Approval(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x0000000000000000000000000000000000000000000000000000000000000032
//= allowance(address,address): ok 50
//= transferFrom(address,address,uint256): ok true
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000000000000000000000000000dd] 0x0000000000000000000000000000000000000000000000000000000000000014
//= transferFrom(address,address,uint256): revert "insufficient allowance"
//= allowance(address,address): ok 30
//= approve(address,uint256): ok true
//=   event Approval(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000aa, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff
//= transferFrom(address,address,uint256): ok true
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000aa, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x0000000000000000000000000000000000000000000000000000000000000007
//= allowance(address,address): ok 115792089237316195423570985008687907853269984665640564039457584007913129639935
//= burn(uint256): ok
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x0000000000000000000000000000000000000000000000000000000000000007
//= burn(uint256): revert "burn exceeds balance"
//= totalSupply(): ok 999999999999999999993
