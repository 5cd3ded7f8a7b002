// Tokenised vault after ERC-4626 with the asset's books in the same contract, limits and rounding.
//? deploy from 0x00000000000000000000000000000000000000aa
//? faucet(uint256 10000) from 0x00000000000000000000000000000000000000bb
//? faucet(uint256 10000) from 0x00000000000000000000000000000000000000cc
//? deposit(uint256 1000, address 0x00000000000000000000000000000000000000bb) from 0x00000000000000000000000000000000000000bb
//? accrue(uint256 333) from 0x00000000000000000000000000000000000000cc
//? convertToShares(uint256 100)
//? convertToAssets(uint256 100)
//? previewMint(uint256 75)
//? mint(uint256 75, address 0x00000000000000000000000000000000000000dd) from 0x00000000000000000000000000000000000000cc
//? previewWithdraw(uint256 50)
//? withdraw(uint256 50, address 0x00000000000000000000000000000000000000bb, address 0x00000000000000000000000000000000000000bb) from 0x00000000000000000000000000000000000000bb
//? withdraw(uint256 50, address 0x00000000000000000000000000000000000000cc, address 0x00000000000000000000000000000000000000dd) from 0x00000000000000000000000000000000000000cc
//? approve(address 0x00000000000000000000000000000000000000cc, uint256 38) from 0x00000000000000000000000000000000000000dd
//? withdraw(uint256 50, address 0x00000000000000000000000000000000000000cc, address 0x00000000000000000000000000000000000000dd) from 0x00000000000000000000000000000000000000cc
//? redeem(uint256 38, address 0x00000000000000000000000000000000000000dd, address 0x00000000000000000000000000000000000000dd) from 0x00000000000000000000000000000000000000dd
//? maxWithdraw(address 0x00000000000000000000000000000000000000bb)
//? redeem(uint256 962, address 0x00000000000000000000000000000000000000bb, address 0x00000000000000000000000000000000000000bb) from 0x00000000000000000000000000000000000000bb
//? totalAssets()
//? totalSupply()
//? deposit(uint256 0, address 0x00000000000000000000000000000000000000bb) from 0x00000000000000000000000000000000000000bb
//? deposit(uint256 6000, address 0x00000000000000000000000000000000000000bb) from 0x00000000000000000000000000000000000000bb
//? maxDeposit(address 0x00000000000000000000000000000000000000bb)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

abstract contract Shares {
    uint256 public totalSupply;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;

    event Transfer(address indexed from, address indexed to, uint256 value);

    function approve(address spender, uint256 value) external returns (bool) {
        allowance[msg.sender][spender] = value;
        return true;
    }

    function _mintShares(address to, uint256 value) internal {
        totalSupply += value;
        unchecked {
            balanceOf[to] += value;
        }
        emit Transfer(address(0), to, value);
    }

    function _burnShares(address from, uint256 value) internal {
        balanceOf[from] -= value;
        unchecked {
            totalSupply -= value;
        }
        emit Transfer(from, address(0), value);
    }
}

contract Vault is Shares {
    enum Rounding { Floor, Ceil }

    uint8 private constant OFFSET = 0;
    uint256 private constant LIMIT = 5000;

    mapping(address => uint256) public assetOf;
    uint256 private _managed;

    event Deposit(address indexed sender, address indexed owner, uint256 assets, uint256 shares);
    event Withdraw(
        address indexed sender,
        address indexed receiver,
        address indexed owner,
        uint256 assets,
        uint256 shares
    );

    error ERC4626ExceededMaxDeposit(address receiver, uint256 assets, uint256 max);
    error ERC4626ExceededMaxWithdraw(address owner, uint256 assets, uint256 max);
    error ERC4626ExceededMaxRedeem(address owner, uint256 shares, uint256 max);

    function faucet(uint256 amount) external {
        assetOf[msg.sender] += amount;
    }

    function accrue(uint256 amount) external {
        assetOf[msg.sender] -= amount;
        _managed += amount;
    }

    function totalAssets() public view returns (uint256) {
        return _managed;
    }

    function convertToShares(uint256 assets) public view returns (uint256) {
        return _convertToShares(assets, Rounding.Floor);
    }

    function convertToAssets(uint256 shares) public view returns (uint256) {
        return _convertToAssets(shares, Rounding.Floor);
    }

    function maxDeposit(address) public view returns (uint256) {
        return LIMIT > _managed ? LIMIT - _managed : 0;
    }

    function maxWithdraw(address owner) public view returns (uint256) {
        return _convertToAssets(balanceOf[owner], Rounding.Floor);
    }

    function maxRedeem(address owner) public view returns (uint256) {
        return balanceOf[owner];
    }

    function previewMint(uint256 shares) public view returns (uint256) {
        return _convertToAssets(shares, Rounding.Ceil);
    }

    function previewWithdraw(uint256 assets) public view returns (uint256) {
        return _convertToShares(assets, Rounding.Ceil);
    }

    function deposit(uint256 assets, address receiver) public returns (uint256 shares) {
        uint256 max = maxDeposit(receiver);
        if (assets > max) revert ERC4626ExceededMaxDeposit(receiver, assets, max);
        shares = convertToShares(assets);
        _deposit(msg.sender, receiver, assets, shares);
    }

    function mint(uint256 shares, address receiver) public returns (uint256 assets) {
        assets = previewMint(shares);
        _deposit(msg.sender, receiver, assets, shares);
    }

    function withdraw(uint256 assets, address receiver, address owner) public returns (uint256) {
        uint256 max = maxWithdraw(owner);
        if (assets > max) revert ERC4626ExceededMaxWithdraw(owner, assets, max);
        uint256 shares = previewWithdraw(assets);
        _withdraw(msg.sender, receiver, owner, assets, shares);
        return shares;
    }

    function redeem(uint256 shares, address receiver, address owner) public returns (uint256) {
        uint256 max = maxRedeem(owner);
        if (shares > max) revert ERC4626ExceededMaxRedeem(owner, shares, max);
        uint256 assets = convertToAssets(shares);
        _withdraw(msg.sender, receiver, owner, assets, shares);
        return assets;
    }

    function _deposit(address caller, address receiver, uint256 assets, uint256 shares) private {
        assetOf[caller] -= assets;
        _managed += assets;
        _mintShares(receiver, shares);
        emit Deposit(caller, receiver, assets, shares);
    }

    function _withdraw(address caller, address receiver, address owner, uint256 assets, uint256 shares) private {
        if (caller != owner) {
            allowance[owner][caller] -= shares;
        }
        _burnShares(owner, shares);
        _managed -= assets;
        assetOf[receiver] += assets;
        emit Withdraw(caller, receiver, owner, assets, shares);
    }

    function _convertToShares(uint256 assets, Rounding rounding) private view returns (uint256) {
        return _mulDiv(assets, totalSupply + 10 ** OFFSET, totalAssets() + 1, rounding);
    }

    function _convertToAssets(uint256 shares, Rounding rounding) private view returns (uint256) {
        return _mulDiv(shares, totalAssets() + 1, totalSupply + 10 ** OFFSET, rounding);
    }

    function _mulDiv(uint256 x, uint256 y, uint256 d, Rounding rounding) private pure returns (uint256) {
        uint256 q = x * y / d;
        return rounding == Rounding.Ceil && mulmod(x, y, d) != 0 ? q + 1 : q;
    }
}

//= deploy: ok
//= faucet(uint256): ok
//= faucet(uint256): ok
//= deposit(uint256,address): ok 1000
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x00000000000000000000000000000000000000000000000000000000000003e8
//=   event Deposit(address,address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x00000000000000000000000000000000000000000000000000000000000003e800000000000000000000000000000000000000000000000000000000000003e8
//= accrue(uint256): ok
//= convertToShares(uint256): ok 75
//= convertToAssets(uint256): ok 133
//= previewMint(uint256): ok 100
//= mint(uint256,address): ok 100
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000dd] 0x000000000000000000000000000000000000000000000000000000000000004b
//=   event Deposit(address,address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x00000000000000000000000000000000000000000000000000000000000000dd] 0x0000000000000000000000000000000000000000000000000000000000000064000000000000000000000000000000000000000000000000000000000000004b
//= previewWithdraw(uint256): ok 38
//= withdraw(uint256,address,address): ok 38
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x0000000000000000000000000000000000000000000000000000000000000026
//=   event Withdraw(address,address,address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x00000000000000000000000000000000000000000000000000000000000000320000000000000000000000000000000000000000000000000000000000000026
//= withdraw(uint256,address,address): panic 0x11
//= approve(address,uint256): ok true
//= withdraw(uint256,address,address): ok 38
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000dd, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x0000000000000000000000000000000000000000000000000000000000000026
//=   event Withdraw(address,address,address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x00000000000000000000000000000000000000000000000000000000000000cc, 0x00000000000000000000000000000000000000000000000000000000000000dd] 0x00000000000000000000000000000000000000000000000000000000000000320000000000000000000000000000000000000000000000000000000000000026
//= redeem(uint256,address,address): revert ERC4626ExceededMaxRedeem(address,uint256,uint256) (0x00000000000000000000000000000000000000dd, 38, 37)
//= maxWithdraw(address): ok 1283
//= redeem(uint256,address,address): ok 1283
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x00000000000000000000000000000000000000000000000000000000000003c2
//=   event Withdraw(address,address,address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x000000000000000000000000000000000000000000000000000000000000050300000000000000000000000000000000000000000000000000000000000003c2
//= totalAssets(): ok 50
//= totalSupply(): ok 37
//= deposit(uint256,address): ok 0
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x0000000000000000000000000000000000000000000000000000000000000000
//=   event Deposit(address,address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
//= deposit(uint256,address): revert ERC4626ExceededMaxDeposit(address,uint256,uint256) (0x00000000000000000000000000000000000000bb, 6000, 4950)
//= maxDeposit(address): ok 4950
