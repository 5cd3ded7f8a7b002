// Income is split by shares; who is released what is counted by the contract itself.
//? deploy(address[] [0x00000000000000000000000000000000000000aa, 0x00000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000cc], uint256[] [50, 30, 20]) from 0x00000000000000000000000000000000000000dd value 0
//? pay() value 1007 from 0x00000000000000000000000000000000000000ee
//? due(address 0x00000000000000000000000000000000000000bb)
//? payOut(address 0x00000000000000000000000000000000000000bb) from 0x00000000000000000000000000000000000000ee
//? payOut(address 0x00000000000000000000000000000000000000bb) from 0x00000000000000000000000000000000000000ee
//? pay() value 3 from 0x00000000000000000000000000000000000000ee
//? payOut(address 0x00000000000000000000000000000000000000bb) from 0x00000000000000000000000000000000000000ee
//? payOut(address 0x00000000000000000000000000000000000000aa) from 0x00000000000000000000000000000000000000aa
//? payOut(address 0x00000000000000000000000000000000000000dd) from 0x00000000000000000000000000000000000000dd
//? totalPaidOut()
//? payee(uint256 2)
//? payee(uint256 3)
//? due(address 0x00000000000000000000000000000000000000cc)
//? dust()

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.0;

contract IncomeSplit {
    event Joined(address account, uint256 shares);
    event PaidOut(address to, uint256 amount);
    event CameIn(address from, uint256 amount);

    uint256 private _parts;
    uint256 private _totalPaidOut;
    uint256 private _income;

    mapping(address => uint256) private _shares;
    mapping(address => uint256) private _paidOut;
    address[] private _payees;

    constructor(address[] memory payees, uint256[] memory shares_) {
        require(payees.length == shares_.length, "lists of different length");
        require(payees.length > 0, "nobody to pay");
        for (uint256 i = 0; i < payees.length; i++) {
            _join(payees[i], shares_[i]);
        }
    }

    function pay() external payable {
        _income += msg.value;
        emit CameIn(msg.sender, msg.value);
    }

    function totalPaidOut() public view returns (uint256) {
        return _totalPaidOut;
    }

    function payee(uint256 index) public view returns (address) {
        return _payees[index];
    }

    function due(address account) public view returns (uint256) {
        return _open(account, _income, _paidOut[account]);
    }

    function payOut(address account) public virtual {
        require(_shares[account] > 0, "no share in this");
        uint256 payment = due(account);
        require(payment != 0, "nothing is due");
        _totalPaidOut += payment;
        unchecked {
            _paidOut[account] += payment;
        }
        emit PaidOut(account, payment);
    }

    function dust() external view returns (uint256 rest) {
        rest = _income;
        for (uint256 i; i < _payees.length; ++i) {
            rest -= (_income * _shares[_payees[i]]) / _parts;
        }
    }

    function _open(address account, uint256 income, uint256 before)
        private
        view
        returns (uint256)
    {
        return (income * _shares[account]) / _parts - before;
    }

    function _join(address account, uint256 shares_) private {
        require(account != address(0), "zero address");
        require(shares_ > 0, "share of nothing");
        require(_shares[account] == 0, "stands twice");
        _payees.push(account);
        _shares[account] = shares_;
        _parts = _parts + shares_;
        emit Joined(account, shares_);
    }
}

//= deploy: ok
//=   event Joined(address,uint256) [] 0x00000000000000000000000000000000000000000000000000000000000000aa0000000000000000000000000000000000000000000000000000000000000032
//=   event Joined(address,uint256) [] 0x00000000000000000000000000000000000000000000000000000000000000bb000000000000000000000000000000000000000000000000000000000000001e
//=   event Joined(address,uint256) [] 0x00000000000000000000000000000000000000000000000000000000000000cc0000000000000000000000000000000000000000000000000000000000000014
//= pay(): ok
//=   event CameIn(address,uint256) [] 0x00000000000000000000000000000000000000000000000000000000000000ee00000000000000000000000000000000000000000000000000000000000003ef
//= due(address): ok 302
//= payOut(address): ok
//=   event PaidOut(address,uint256) [] 0x00000000000000000000000000000000000000000000000000000000000000bb000000000000000000000000000000000000000000000000000000000000012e
//= payOut(address): revert "nothing is due"
//= pay(): ok
//=   event CameIn(address,uint256) [] 0x00000000000000000000000000000000000000000000000000000000000000ee0000000000000000000000000000000000000000000000000000000000000003
//= payOut(address): ok
//=   event PaidOut(address,uint256) [] 0x00000000000000000000000000000000000000000000000000000000000000bb0000000000000000000000000000000000000000000000000000000000000001
//= payOut(address): ok
//=   event PaidOut(address,uint256) [] 0x00000000000000000000000000000000000000000000000000000000000000aa00000000000000000000000000000000000000000000000000000000000001f9
//= payOut(address): revert "no share in this"
//= totalPaidOut(): ok 808
//= payee(uint256): ok 0x00000000000000000000000000000000000000cc
//= payee(uint256): panic 0x32
//= due(address): ok 202
//= dust(): ok 0
