// A token whose balances follow a total that is reported from outside: shares behind, amounts in front.
//? deploy from 0x00000000000000000000000000000000000000aa
//? submit() value 1000 from 0x00000000000000000000000000000000000000bb
//? submit() value 3000 from 0x00000000000000000000000000000000000000cc
//? submit() value 0 from 0x00000000000000000000000000000000000000cc
//? balanceOf(address 0x00000000000000000000000000000000000000bb)
//? report(int256 400) from 0x00000000000000000000000000000000000000aa
//? balanceOf(address 0x00000000000000000000000000000000000000bb)
//? balanceOf(address 0x00000000000000000000000000000000000000cc)
//? sharesOf(address 0x00000000000000000000000000000000000000bb)
//? transfer(address 0x00000000000000000000000000000000000000dd, uint256 550) from 0x00000000000000000000000000000000000000bb
//? sharesOf(address 0x00000000000000000000000000000000000000dd)
//? transferShares(address 0x00000000000000000000000000000000000000dd, uint256 100) from 0x00000000000000000000000000000000000000cc
//? transferShares(address 0x00000000000000000000000000000000000000dd, uint256 3000) from 0x00000000000000000000000000000000000000cc
//? report(int256 -900) from 0x00000000000000000000000000000000000000aa
//? report(int256 -4001) from 0x00000000000000000000000000000000000000aa
//? report(int256 -57896044618658097711785492504343953926634992332820282019728792003956564819968) from 0x00000000000000000000000000000000000000aa
//? report(int256 1) from 0x00000000000000000000000000000000000000bb
//? balanceOf(address 0x00000000000000000000000000000000000000cc)
//? balanceOf(address 0x00000000000000000000000000000000000000dd)
//? getPooledByShares(uint256 1000)
//? getSharesByPooled(uint256 1000)
//? totals()

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract RebasingToken {
    address public immutable oracle;
    uint256 private totalPooled;
    uint256 private totalShares;
    mapping(address => uint256) private shares;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event TransferShares(address indexed from, address indexed to, uint256 sharesValue);
    event Rebased(uint256 before, uint256 afterwards, int256 delta);

    constructor() {
        oracle = msg.sender;
    }

    function submit() external payable returns (uint256 minted) {
        require(msg.value != 0, "ZERO_DEPOSIT");
        minted = totalPooled == 0 ? msg.value : getSharesByPooled(msg.value);
        shares[msg.sender] += minted;
        totalShares += minted;
        totalPooled += msg.value;
        _emitTransfer(address(0), msg.sender, msg.value, minted);
    }

    function report(int256 delta) external {
        require(msg.sender == oracle, "NOT_ORACLE");
        uint256 before = totalPooled;
        if (delta >= 0) {
            totalPooled += uint256(delta);
        } else {
            totalPooled -= uint256(-delta);
        }
        emit Rebased(before, totalPooled, delta);
    }

    function balanceOf(address account) public view returns (uint256) {
        return getPooledByShares(shares[account]);
    }

    function sharesOf(address account) external view returns (uint256) {
        return shares[account];
    }

    function getPooledByShares(uint256 amount) public view returns (uint256) {
        return totalShares == 0 ? 0 : amount * totalPooled / totalShares;
    }

    function getSharesByPooled(uint256 amount) public view returns (uint256) {
        return totalPooled == 0 ? 0 : amount * totalShares / totalPooled;
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        uint256 moved = getSharesByPooled(amount);
        _moveShares(msg.sender, to, moved);
        _emitTransfer(msg.sender, to, amount, moved);
        return true;
    }

    function transferShares(address to, uint256 amount) external returns (uint256 tokens) {
        _moveShares(msg.sender, to, amount);
        tokens = getPooledByShares(amount);
        _emitTransfer(msg.sender, to, tokens, amount);
    }

    function totals() external view returns (uint256 pooled, uint256 allShares) {
        (pooled, allShares) = (totalPooled, totalShares);
    }

    function _moveShares(address from, address to, uint256 amount) private {
        uint256 have = shares[from];
        require(amount <= have, "TOO_MANY_SHARES");
        shares[from] = have - amount;
        shares[to] = shares[to] + amount;
    }

    function _emitTransfer(address from, address to, uint256 tokens, uint256 sharesValue) private {
        emit Transfer(from, to, tokens);
        emit TransferShares(from, to, sharesValue);
    }
}

//= deploy: ok
//= submit(): ok 1000
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x00000000000000000000000000000000000000000000000000000000000003e8
//=   event TransferShares(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x00000000000000000000000000000000000000000000000000000000000003e8
//= submit(): ok 3000
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x0000000000000000000000000000000000000000000000000000000000000bb8
//=   event TransferShares(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x0000000000000000000000000000000000000000000000000000000000000bb8
//= submit(): revert "ZERO_DEPOSIT"
//= balanceOf(address): ok 1000
//= report(int256): ok
//=   event Rebased(uint256,uint256,int256) [] 0x0000000000000000000000000000000000000000000000000000000000000fa000000000000000000000000000000000000000000000000000000000000011300000000000000000000000000000000000000000000000000000000000000190
//= balanceOf(address): ok 1100
//= balanceOf(address): ok 3300
//= sharesOf(address): ok 1000
//= transfer(address,uint256): ok true
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000000000000000000000000000dd] 0x0000000000000000000000000000000000000000000000000000000000000226
//=   event TransferShares(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000000000000000000000000000dd] 0x00000000000000000000000000000000000000000000000000000000000001f4
//= sharesOf(address): ok 500
//= transferShares(address,uint256): ok 110
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x00000000000000000000000000000000000000000000000000000000000000dd] 0x000000000000000000000000000000000000000000000000000000000000006e
//=   event TransferShares(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x00000000000000000000000000000000000000000000000000000000000000dd] 0x0000000000000000000000000000000000000000000000000000000000000064
//= transferShares(address,uint256): revert "TOO_MANY_SHARES"
//= report(int256): ok
//=   event Rebased(uint256,uint256,int256) [] 0x00000000000000000000000000000000000000000000000000000000000011300000000000000000000000000000000000000000000000000000000000000dacfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc7c
//= report(int256): panic 0x11
//= report(int256): panic 0x11
//= report(int256): revert "NOT_ORACLE"
//= balanceOf(address): ok 2537
//= balanceOf(address): ok 525
//= getPooledByShares(uint256): ok 875
//= getSharesByPooled(uint256): ok 1142
//= totals(): ok 3500, 4000
