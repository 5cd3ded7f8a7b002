// Constant product market maker with liquidity shares and a fee of 0.3 percent.
//? faucet(uint256 1000000, uint256 1000000) from 0x00000000000000000000000000000000000000aa
//? faucet(uint256 50000, uint256 0) from 0x00000000000000000000000000000000000000bb
//? addLiquidity(uint256 100000, uint256 400000) from 0x00000000000000000000000000000000000000aa
//? addLiquidity(uint256 100, uint256 500) from 0x00000000000000000000000000000000000000aa
//? addLiquidity(uint256 1000, uint256 4000) from 0x00000000000000000000000000000000000000aa
//? getAmountOut(uint256 1000, bool true)
//? swap(bool true, uint256 1000, uint256 3940) from 0x00000000000000000000000000000000000000bb
//? swap(bool true, uint256 1000, uint256 4000) from 0x00000000000000000000000000000000000000bb
//? swap(bool true, uint256 0, uint256 0) from 0x00000000000000000000000000000000000000bb
//? swap(bool false, uint256 5000, uint256 0) from 0x00000000000000000000000000000000000000bb
//? swap(bool false, uint256 2000, uint256 0) from 0x00000000000000000000000000000000000000bb
//? getReserves()
//? removeLiquidity(uint256 1000) from 0x00000000000000000000000000000000000000aa
//? removeLiquidity(uint256 1) from 0x00000000000000000000000000000000000000bb
//? price()
//? shares(address 0x00000000000000000000000000000000000000aa)
//? totalShares()
//? balances(address 0x00000000000000000000000000000000000000bb, uint8 1)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

library Math {
    function min(uint256 x, uint256 y) internal pure returns (uint256) {
        return x <= y ? x : y;
    }

    /// @dev Finds the root bit by bit, from the highest that it can have.
    function sqrt(uint256 y) internal pure returns (uint256 root) {
        for (uint256 bit = 1 << 127; bit != 0; bit >>= 1) {
            uint256 next = root | bit;
            if (next * next <= y) root = next;
        }
    }
}

contract ConstantProduct {
    using Math for uint256;

    mapping(address => mapping(uint8 => uint256)) public balances;
    uint112 private reserve0;
    uint112 private reserve1;
    uint32 private lastSync;
    uint256 public totalShares;
    mapping(address => uint256) public shares;
    uint8 private free = 1;

    event Joined(address indexed sender, uint256 amount0, uint256 amount1, uint256 shares);
    event Left(address indexed sender, uint256 amount0, uint256 amount1);
    event Swap(address indexed sender, uint256 amountIn, uint256 amountOut, bool zeroForOne);
    event Reserves(uint112 reserve0, uint112 reserve1);

    error InsufficientOutput(uint256 got, uint256 wanted);

    modifier lock() {
        require(free == 1, "Pool: busy");
        free = 0;
        _;
        free = 1;
    }

    function faucet(uint256 amount0, uint256 amount1) external {
        balances[msg.sender][0] += amount0;
        balances[msg.sender][1] += amount1;
    }

    function getReserves() public view returns (uint112 _reserve0, uint112 _reserve1, uint32 _last) {
        _reserve0 = reserve0;
        _reserve1 = reserve1;
        _last = lastSync;
    }

    function addLiquidity(uint256 amount0, uint256 amount1) external lock returns (uint256 minted) {
        (uint112 r0, uint112 r1,) = getReserves();
        if (r0 > 0 || r1 > 0) {
            require(uint256(r0) * amount1 == uint256(r1) * amount0, "Pool: other proportion");
        }
        if (totalShares == 0) {
            minted = (amount0 * amount1).sqrt();
        } else {
            minted = Math.min((amount0 * totalShares) / r0, (amount1 * totalShares) / r1);
        }
        require(minted > 0, "Pool: too little for a share");
        _take(0, amount0);
        _take(1, amount1);
        shares[msg.sender] += minted;
        totalShares += minted;
        _sync(r0 + amount0, r1 + amount1);
        emit Joined(msg.sender, amount0, amount1, minted);
    }

    function removeLiquidity(uint256 amount) external lock returns (uint256 amount0, uint256 amount1) {
        amount0 = (amount * reserve0) / totalShares;
        amount1 = (amount * reserve1) / totalShares;
        shares[msg.sender] -= amount;
        totalShares -= amount;
        _sync(reserve0 - amount0, reserve1 - amount1);
        balances[msg.sender][0] += amount0;
        balances[msg.sender][1] += amount1;
        emit Left(msg.sender, amount0, amount1);
    }

    function getAmountOut(uint256 amountIn, bool zeroForOne) public view returns (uint256) {
        (uint256 rIn, uint256 rOut) = zeroForOne ? (reserve0, reserve1) : (reserve1, reserve0);
        uint256 withFee = amountIn * 997;
        return (withFee * rOut) / (rIn * 1000 + withFee);
    }

    function swap(bool zeroForOne, uint256 amountIn, uint256 minOut) external lock returns (uint256 amountOut) {
        require(amountIn > 0, "Pool: nothing comes in");
        amountOut = getAmountOut(amountIn, zeroForOne);
        if (amountOut < minOut) revert InsufficientOutput(amountOut, minOut);
        uint256 before = uint256(reserve0) * reserve1;
        if (zeroForOne) {
            _take(0, amountIn);
            balances[msg.sender][1] += amountOut;
            _sync(reserve0 + amountIn, reserve1 - amountOut);
        } else {
            _take(1, amountIn);
            balances[msg.sender][0] += amountOut;
            _sync(reserve0 - amountOut, reserve1 + amountIn);
        }
        assert(uint256(reserve0) * reserve1 >= before);
        emit Swap(msg.sender, amountIn, amountOut, zeroForOne);
    }

    /// @return Price of token 0 in token 1, as a fixed point number with 112 bits after the point.
    function price() external view returns (uint224) {
        return uint224((uint256(reserve1) << 112) / reserve0);
    }

    function _take(uint8 token, uint256 amount) private {
        require(balances[msg.sender][token] >= amount, "Pool: balance too low");
        balances[msg.sender][token] -= amount;
    }

    function _sync(uint256 r0, uint256 r1) private {
        require(r0 <= type(uint112).max && r1 <= type(uint112).max, "Pool: reserve too large");
        reserve0 = uint112(r0);
        reserve1 = uint112(r1);
        lastSync = uint32(block.timestamp % 2 ** 32);
        emit Reserves(reserve0, reserve1);
    }
}

//= deploy: ok
//= faucet(uint256,uint256): ok
//= faucet(uint256,uint256): ok
//= addLiquidity(uint256,uint256): ok 200000
//=   event Reserves(uint112,uint112) [] 0x00000000000000000000000000000000000000000000000000000000000186a00000000000000000000000000000000000000000000000000000000000061a80
//=   event Joined(address,uint256,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000aa] 0x00000000000000000000000000000000000000000000000000000000000186a00000000000000000000000000000000000000000000000000000000000061a800000000000000000000000000000000000000000000000000000000000030d40
//= addLiquidity(uint256,uint256): revert "Pool: other proportion"
//= addLiquidity(uint256,uint256): ok 2000
//=   event Reserves(uint112,uint112) [] 0x0000000000000000000000000000000000000000000000000000000000018a880000000000000000000000000000000000000000000000000000000000062a20
//=   event Joined(address,uint256,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000aa] 0x00000000000000000000000000000000000000000000000000000000000003e80000000000000000000000000000000000000000000000000000000000000fa000000000000000000000000000000000000000000000000000000000000007d0
//= getAmountOut(uint256,bool): ok 3949
//= swap(bool,uint256,uint256): ok 3949
//=   event Reserves(uint112,uint112) [] 0x0000000000000000000000000000000000000000000000000000000000018e700000000000000000000000000000000000000000000000000000000000061ab3
//=   event Swap(address,uint256,uint256,bool) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x00000000000000000000000000000000000000000000000000000000000003e80000000000000000000000000000000000000000000000000000000000000f6d0000000000000000000000000000000000000000000000000000000000000001
//= swap(bool,uint256,uint256): revert InsufficientOutput(uint256,uint256) (3872, 4000)
//= swap(bool,uint256,uint256): revert "Pool: nothing comes in"
//= swap(bool,uint256,uint256): revert "Pool: balance too low"
//= swap(bool,uint256,uint256): ok 505
//=   event Reserves(uint112,uint112) [] 0x0000000000000000000000000000000000000000000000000000000000018c770000000000000000000000000000000000000000000000000000000000062283
//=   event Swap(address,uint256,uint256,bool) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x00000000000000000000000000000000000000000000000000000000000007d000000000000000000000000000000000000000000000000000000000000001f90000000000000000000000000000000000000000000000000000000000000000
//= getReserves(): ok 101495, 402051, 1700000000
//= removeLiquidity(uint256): ok 502, 1990
//=   event Reserves(uint112,uint112) [] 0x0000000000000000000000000000000000000000000000000000000000018a810000000000000000000000000000000000000000000000000000000000061abd
//=   event Left(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000aa] 0x00000000000000000000000000000000000000000000000000000000000001f600000000000000000000000000000000000000000000000000000000000007c6
//= removeLiquidity(uint256): panic 0x11
//= price(): ok 20568113369464236886690551740854522
//= shares(address): ok 201000
//= totalShares(): ok 201000
//= balances(address,uint8): ok 1949
