// A token with a fee on transfers, part burnt, part spread over all holders by a falling rate.
//? deploy from 0x00000000000000000000000000000000000000aa
//? totalSupply()
//? transfer(address 0x00000000000000000000000000000000000000bb, uint256 100000) from 0x00000000000000000000000000000000000000aa
//? balanceOf(address 0x00000000000000000000000000000000000000bb)
//? transfer(address 0x00000000000000000000000000000000000000cc, uint256 50000) from 0x00000000000000000000000000000000000000bb
//? balanceOf(address 0x00000000000000000000000000000000000000aa)
//? balanceOf(address 0x00000000000000000000000000000000000000bb)
//? balanceOf(address 0x00000000000000000000000000000000000000cc)
//? totalFees()
//? totalSupply()
//? setFeeFree(address 0x00000000000000000000000000000000000000bb) from 0x00000000000000000000000000000000000000bb
//? setFeeFree(address 0x00000000000000000000000000000000000000bb) from 0x00000000000000000000000000000000000000aa
//? transfer(address 0x00000000000000000000000000000000000000dd, uint256 10000) from 0x00000000000000000000000000000000000000bb
//? balanceOf(address 0x00000000000000000000000000000000000000dd)
//? setFees(uint8 20, uint8 6) from 0x00000000000000000000000000000000000000aa
//? setFees(uint8 10, uint8 5) from 0x00000000000000000000000000000000000000aa
//? transfer(address 0x00000000000000000000000000000000000000dd, uint256 49000) from 0x00000000000000000000000000000000000000cc
//? transfer(address 0x00000000000000000000000000000000000000dd, uint256 1000) from 0x00000000000000000000000000000000000000cc
//? transfer(address 0x00000000000000000000000000000000000000dd, uint256 0) from 0x00000000000000000000000000000000000000cc
//? reflect(uint256 1000) from 0x00000000000000000000000000000000000000dd
//? toTokens(uint256 115792089237316195423570985008687907853269984665640564039457584007913129639935)
//? balanceOf(address 0x00000000000000000000000000000000000000aa)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.4;

contract ReflectionToken {
    uint256 private constant MAX = ~uint256(0);
    uint256 private _tokens = 1_000_000;
    uint256 private _units = (MAX - (MAX % _tokens));
    uint256 private _feeSum;

    uint8 public taxFee = 4;
    uint8 public burnFee = 1;
    address private _owner;

    mapping(address => uint256) private _unitsOf;
    mapping(address => bool) private _feeFree;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event FeesChanged(uint8 tax, uint8 burn);

    struct Amounts {
        uint256 transfer;
        uint256 tax;
        uint256 burn;
    }

    modifier onlyOwner() {
        require(_owner == msg.sender, "only the owner");
        _;
    }

    constructor() {
        _owner = msg.sender;
        _unitsOf[msg.sender] = _units;
        emit Transfer(address(0), msg.sender, _tokens);
    }

    function totalSupply() public view returns (uint256) {
        return _tokens;
    }

    function totalFees() public view returns (uint256) {
        return _feeSum;
    }

    function balanceOf(address account) public view returns (uint256) {
        return toTokens(_unitsOf[account]);
    }

    function toTokens(uint256 units) public view returns (uint256) {
        require(units <= _units, "more than there is");
        return units / _unitsPerToken();
    }

    function setFeeFree(address account) public onlyOwner {
        _feeFree[account] = true;
    }

    function setFees(uint8 tax, uint8 burn) external onlyOwner {
        require(tax + burn <= 25, "fees too high");
        (taxFee, burnFee) = (tax, burn);
        emit FeesChanged(tax, burn);
    }

    function transfer(address recipient, uint256 amount) public returns (bool) {
        _transfer(msg.sender, recipient, amount);
        return true;
    }

    /// @notice Gives tokens of one's own to all holders.
    function reflect(uint256 amount) public {
        uint256 units = amount * _unitsPerToken();
        _unitsOf[msg.sender] -= units;
        _units -= units;
        _feeSum += amount;
    }

    function _transfer(address from, address to, uint256 amount) private {
        require(from != address(0) && to != address(0), "zero address");
        require(amount > 0, "nothing to move");
        bool takeFee = !(_feeFree[from] || _feeFree[to]);
        Amounts memory a = takeFee ? _split(amount) : Amounts(amount, 0, 0);
        uint256 rate = _unitsPerToken();
        _unitsOf[from] -= amount * rate;
        _unitsOf[to] += a.transfer * rate;
        _units -= (a.tax + a.burn) * rate;
        _tokens -= a.burn;
        _feeSum += a.tax;
        emit Transfer(from, to, a.transfer);
        if (a.burn > 0) emit Transfer(from, address(0), a.burn);
    }

    function _split(uint256 amount) private view returns (Amounts memory a) {
        a.tax = amount * taxFee / 100;
        a.burn = amount * burnFee / 10 ** 2;
        a.transfer = amount - a.tax - a.burn;
    }

    function _unitsPerToken() private view returns (uint256) {
        return _units / _tokens;
    }
}

//= deploy: ok
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000aa] 0x00000000000000000000000000000000000000000000000000000000000f4240
//= totalSupply(): ok 1000000
//= transfer(address,uint256): ok true
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000aa, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x0000000000000000000000000000000000000000000000000000000000017318
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000aa, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x00000000000000000000000000000000000000000000000000000000000003e8
//= balanceOf(address): ok 95381
//= transfer(address,uint256): ok true
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x000000000000000000000000000000000000000000000000000000000000b98c
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x00000000000000000000000000000000000000000000000000000000000001f4
//= balanceOf(address): ok 905431
//= balanceOf(address): ok 45472
//= balanceOf(address): ok 47595
//= totalFees(): ok 6000
//= totalSupply(): ok 998500
//= setFeeFree(address): revert "only the owner"
//= setFeeFree(address): ok
//= transfer(address,uint256): ok true
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000000000000000000000000000dd] 0x0000000000000000000000000000000000000000000000000000000000002710
//= balanceOf(address): ok 10000
//= setFees(uint8,uint8): revert "fees too high"
//= setFees(uint8,uint8): ok
//=   event FeesChanged(uint8,uint8) [] 0x000000000000000000000000000000000000000000000000000000000000000a0000000000000000000000000000000000000000000000000000000000000005
//= transfer(address,uint256): panic 0x11
//= transfer(address,uint256): ok true
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x00000000000000000000000000000000000000000000000000000000000000dd] 0x0000000000000000000000000000000000000000000000000000000000000352
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x0000000000000000000000000000000000000000000000000000000000000032
//= transfer(address,uint256): revert "nothing to move"
//= reflect(uint256): ok
//= toTokens(uint256): revert "more than there is"
//= balanceOf(address): ok 906430
