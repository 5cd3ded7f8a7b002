// The arithmetic of a pair of reserves: minted shares, swaps with a fee, cumulative prices in 112.112 bits.
//? mint(uint112 1000000, uint112 4000000) from 0xaa time 1000
//? swap(uint256 10000, bool true) from 0xbb time 1010
//? swap(uint256 50000, bool false) from 0xbb time 1020
//? swap(uint256 0, bool false) from 0xbb
//? burn(uint256 500000) from 0xaa time 1040
//? burn(uint256 5000000) from 0xaa
//? getReserves()
//? price0CumulativeLast()
//? totalSupply()
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

library UQ112x112 {
    uint224 constant Q112 = 2 ** 112;
    function encode(uint112 y) internal pure returns (uint224 z) {
        z = uint224(y) * Q112;
    }
    function uqdiv(uint224 x, uint112 y) internal pure returns (uint224 z) {
        z = x / uint224(y);
    }
}

contract Pair {
    using UQ112x112 for uint224;
    uint256 public constant MINIMUM_LIQUIDITY = 10 ** 3;
    uint112 private reserve0;
    uint112 private reserve1;
    uint32 private blockTimestampLast;
    uint256 public price0CumulativeLast;
    uint256 public price1CumulativeLast;
    uint256 public totalSupply;
    mapping(address => uint256) public balanceOf;
    uint256 private unlocked = 1;

    event Sync(uint112 reserve0, uint112 reserve1);
    event Swap(address indexed sender, uint256 amountIn, uint256 amountOut, bool zeroForOne);

    modifier lock() {
        require(unlocked == 1, "LOCKED");
        unlocked = 0;
        _;
        unlocked = 1;
    }

    function getReserves() public view returns (uint112, uint112, uint32) {
        return (reserve0, reserve1, blockTimestampLast);
    }

    function sqrt(uint256 y) internal pure returns (uint256 z) {
        if (y > 3) {
            z = y;
            uint256 x = y / 2 + 1;
            while (x < z) {
                z = x;
                x = (y / x + x) / 2;
            }
        } else if (y != 0) {
            z = 1;
        }
    }

    function _update(uint256 balance0, uint256 balance1) private {
        require(balance0 <= type(uint112).max && balance1 <= type(uint112).max, "OVERFLOW");
        uint32 blockTimestamp = uint32(block.timestamp % 2 ** 32);
        unchecked {
            uint32 timeElapsed = blockTimestamp - blockTimestampLast;
            if (timeElapsed > 0 && reserve0 != 0 && reserve1 != 0) {
                price0CumulativeLast += uint256(UQ112x112.encode(reserve1).uqdiv(reserve0)) * timeElapsed;
                price1CumulativeLast += uint256(UQ112x112.encode(reserve0).uqdiv(reserve1)) * timeElapsed;
            }
        }
        reserve0 = uint112(balance0);
        reserve1 = uint112(balance1);
        blockTimestampLast = blockTimestamp;
        emit Sync(reserve0, reserve1);
    }

    function mint(uint112 amount0, uint112 amount1) external lock returns (uint256 liquidity) {
        (uint112 r0, uint112 r1,) = getReserves();
        if (totalSupply == 0) {
            liquidity = sqrt(uint256(amount0) * amount1) - MINIMUM_LIQUIDITY;
            balanceOf[address(0)] += MINIMUM_LIQUIDITY;
            totalSupply += MINIMUM_LIQUIDITY;
        } else {
            uint256 a = amount0 * totalSupply / r0;
            uint256 b = amount1 * totalSupply / r1;
            liquidity = a < b ? a : b;
        }
        require(liquidity > 0, "INSUFFICIENT_LIQUIDITY_MINTED");
        balanceOf[msg.sender] += liquidity;
        totalSupply += liquidity;
        _update(uint256(r0) + amount0, uint256(r1) + amount1);
    }

    function swap(uint256 amountIn, bool zeroForOne) external lock returns (uint256 amountOut) {
        require(amountIn > 0, "INSUFFICIENT_INPUT_AMOUNT");
        (uint256 rIn, uint256 rOut) = zeroForOne ? (uint256(reserve0), uint256(reserve1)) : (uint256(reserve1), uint256(reserve0));
        uint256 withFee = amountIn * 997;
        amountOut = withFee * rOut / (rIn * 1000 + withFee);
        uint256 k = uint256(reserve0) * reserve1;
        if (zeroForOne) _update(rIn + amountIn, rOut - amountOut);
        else _update(rOut - amountOut, rIn + amountIn);
        assert(uint256(reserve0) * reserve1 >= k);
        emit Swap(msg.sender, amountIn, amountOut, zeroForOne);
    }

    function burn(uint256 liquidity) external lock returns (uint256 amount0, uint256 amount1) {
        uint256 supply = totalSupply;
        amount0 = liquidity * reserve0 / supply;
        amount1 = liquidity * reserve1 / supply;
        balanceOf[msg.sender] -= liquidity;
        totalSupply = supply - liquidity;
        _update(reserve0 - amount0, reserve1 - amount1);
    }
}

//= deploy: ok
//= mint(uint112,uint112): ok 1999000
//=   event Sync(uint112,uint112) [] 0x00000000000000000000000000000000000000000000000000000000000f424000000000000000000000000000000000000000000000000000000000003d0900
//= swap(uint256,bool): ok 39486
//=   event Sync(uint112,uint112) [] 0x00000000000000000000000000000000000000000000000000000000000f695000000000000000000000000000000000000000000000000000000000003c6ec2
//=   event Swap(address,uint256,uint256,bool) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x00000000000000000000000000000000000000000000000000000000000027100000000000000000000000000000000000000000000000000000000000009a3e0000000000000000000000000000000000000000000000000000000000000001
//= swap(uint256,bool): ok 12554
//=   event Sync(uint112,uint112) [] 0x00000000000000000000000000000000000000000000000000000000000f384600000000000000000000000000000000000000000000000000000000003d3212
//=   event Swap(address,uint256,uint256,bool) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x000000000000000000000000000000000000000000000000000000000000c350000000000000000000000000000000000000000000000000000000000000310a0000000000000000000000000000000000000000000000000000000000000000
//= swap(uint256,bool): revert "INSUFFICIENT_INPUT_AMOUNT"
//= burn(uint256): ok 249361, 1002628
//=   event Sync(uint112,uint112) [] 0x00000000000000000000000000000000000000000000000000000000000b6a3500000000000000000000000000000000000000000000000000000000002de58e
//= burn(uint256): panic 0x11
//= getReserves(): ok 748085, 3007886, 1040
//= price0CumulativeLast(): ok 828839449565254608847686088273137180
//= totalSupply(): ok 1500000
