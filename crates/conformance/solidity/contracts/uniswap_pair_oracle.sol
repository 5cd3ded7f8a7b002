// A pair of reserves with an oracle of fixed-point prices, packed reserves, a lock and a square root.
//? mint(uint256 1000000, uint256 4000000) from 0xa1 time 1000
//? mint(uint256 1000000, uint256 4000000) from 0xa2 time 1010
//? mint(uint256 1, uint256 1) from 0xa2 time 1010
//? getReserves()
//? quote(uint256 1000, bool true)
//? swap(uint256 10000, bool true) from 0xa3 time 1020
//? swap(uint256 10000, bool false) from 0xa3 time 1040
//? swap(uint256 0, bool false) from 0xa3 time 1040
//? prices() time 1050
//? burn(uint256 1000000) from 0xa1 time 1060
//? burn(uint256 10000000) from 0xa1 time 1060
//? balances(address 0x00000000000000000000000000000000000000a1)
//? getReserves()
//? swap(uint256 5192296858534827628530496329220096, bool true) from 0xa3 time 1070
//? reentered(uint256 5)
pragma solidity >=0.8.0;

library Math {
    function min(uint x, uint y) internal pure returns (uint z) {
        z = x < y ? x : y;
    }

    function sqrt(uint y) internal pure returns (uint z) {
        if (y > 3) {
            z = y;
            uint x = y / 2 + 1;
            while (x < z) {
                z = x;
                x = (y / x + x) / 2;
            }
        } else if (y != 0) {
            z = 1;
        }
    }
}

library UQ112x112 {
    uint224 constant Q112 = 2**112;

    function encode(uint112 y) internal pure returns (uint224 z) {
        z = uint224(y) * Q112;
    }

    function uqdiv(uint224 x, uint112 y) internal pure returns (uint224 z) {
        z = x / uint224(y);
    }
}

contract PairToken {
    string public constant name = 'Pair V2';
    string public constant symbol = 'PAIR';
    uint8 public constant decimals = 18;
    uint public totalSupply;
    mapping(address => uint) public balanceOf;
    event Transfer(address indexed from, address indexed to, uint value);

    function _mint(address to, uint value) internal {
        totalSupply = totalSupply + value;
        balanceOf[to] = balanceOf[to] + value;
        emit Transfer(address(0), to, value);
    }

    function _burn(address from, uint value) internal {
        balanceOf[from] -= value;
        totalSupply -= value;
        emit Transfer(from, address(0), value);
    }
}

contract Pair is PairToken {
    using UQ112x112 for uint224;

    uint public constant MINIMUM_LIQUIDITY = 10**3;

    uint112 private reserve0;
    uint112 private reserve1;
    uint32 private blockTimestampLast;
    uint public price0CumulativeLast;
    uint public price1CumulativeLast;
    uint public kLast;
    uint private unlocked = 1;
    mapping(address => int256[2]) private accounts;

    event Mint(address indexed sender, uint amount0, uint amount1);
    event Burn(address indexed sender, uint amount0, uint amount1, address indexed to);
    event Swap(address indexed sender, uint amountIn, uint amountOut, bool zeroForOne);
    event Sync(uint112 reserve0, uint112 reserve1);

    modifier lock() {
        require(unlocked == 1, 'Pair: LOCKED');
        unlocked = 0;
        _;
        unlocked = 1;
    }

    function getReserves() public view returns (uint112 _reserve0, uint112 _reserve1, uint32 _blockTimestampLast) {
        _reserve0 = reserve0;
        _reserve1 = reserve1;
        _blockTimestampLast = blockTimestampLast;
    }

    function _update(uint balance0, uint balance1, uint112 _reserve0, uint112 _reserve1) private {
        require(balance0 <= type(uint112).max && balance1 <= type(uint112).max, 'Pair: OVERFLOW');
        uint32 blockTimestamp = uint32(block.timestamp % 2**32);
        unchecked {
            uint32 timeElapsed = blockTimestamp - blockTimestampLast;
            if (timeElapsed > 0 && _reserve0 != 0 && _reserve1 != 0) {
                price0CumulativeLast += uint(UQ112x112.encode(_reserve1).uqdiv(_reserve0)) * timeElapsed;
                price1CumulativeLast += uint(UQ112x112.encode(_reserve0).uqdiv(_reserve1)) * timeElapsed;
            }
        }
        reserve0 = uint112(balance0);
        reserve1 = uint112(balance1);
        blockTimestampLast = blockTimestamp;
        emit Sync(reserve0, reserve1);
    }

    function mint(uint amount0, uint amount1) external lock returns (uint liquidity) {
        (uint112 _reserve0, uint112 _reserve1,) = getReserves();
        uint _totalSupply = totalSupply;
        if (_totalSupply == 0) {
            liquidity = Math.sqrt(amount0 * amount1) - MINIMUM_LIQUIDITY;
            _mint(address(0), MINIMUM_LIQUIDITY);
        } else {
            liquidity = Math.min(amount0 * _totalSupply / _reserve0, amount1 * _totalSupply / _reserve1);
        }
        require(liquidity > 0, 'Pair: INSUFFICIENT_LIQUIDITY_MINTED');
        _mint(msg.sender, liquidity);
        _update(_reserve0 + amount0, _reserve1 + amount1, _reserve0, _reserve1);
        kLast = uint(reserve0) * reserve1;
        int256[2] storage account = accounts[msg.sender];
        account[0] -= int256(amount0);
        account[1] -= int256(amount1);
        emit Mint(msg.sender, amount0, amount1);
    }

    function burn(uint liquidity) external lock returns (uint amount0, uint amount1) {
        (uint112 _reserve0, uint112 _reserve1,) = getReserves();
        amount0 = liquidity * _reserve0 / totalSupply;
        amount1 = liquidity * _reserve1 / totalSupply;
        _burn(msg.sender, liquidity);
        accounts[msg.sender][0] += int256(amount0);
        accounts[msg.sender][1] += int256(amount1);
        _update(_reserve0 - amount0, _reserve1 - amount1, _reserve0, _reserve1);
        emit Burn(msg.sender, amount0, amount1, msg.sender);
    }

    function getAmountOut(uint amountIn, uint reserveIn, uint reserveOut) internal pure returns (uint amountOut) {
        require(amountIn > 0, 'INSUFFICIENT_INPUT_AMOUNT');
        uint amountInWithFee = amountIn * 997;
        amountOut = amountInWithFee * reserveOut / (reserveIn * 1000 + amountInWithFee);
    }

    function quote(uint amountIn, bool zeroForOne) external view returns (uint) {
        return zeroForOne ? getAmountOut(amountIn, reserve0, reserve1) : getAmountOut(amountIn, reserve1, reserve0);
    }

    function swap(uint amountIn, bool zeroForOne) external lock returns (uint out) {
        (uint112 r0, uint112 r1,) = getReserves();
        (uint rIn, uint rOut) = zeroForOne ? (r0, r1) : (r1, r0);
        out = getAmountOut(amountIn, rIn, rOut);
        (rIn, rOut) = (rIn + amountIn, rOut - out);
        require(rIn * rOut >= uint(r0) * r1, 'Pair: K');
        if (zeroForOne) _update(rIn, rOut, r0, r1);
        else _update(rOut, rIn, r0, r1);
        emit Swap(msg.sender, amountIn, out, zeroForOne);
    }

    function prices() external view returns (uint, uint, uint) {
        return (price0CumulativeLast, price1CumulativeLast, kLast);
    }

    function balances(address who) external view returns (int256[2] memory) {
        return accounts[who];
    }

    function _again() private lock {}

    function reentered(uint) external lock {
        _again();
    }
}

//= deploy: ok
//= mint(uint256,uint256): ok 1999000
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x00000000000000000000000000000000000000000000000000000000000003e8
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000a1] 0x00000000000000000000000000000000000000000000000000000000001e8098
//=   event Sync(uint112,uint112) [] 0x00000000000000000000000000000000000000000000000000000000000f424000000000000000000000000000000000000000000000000000000000003d0900
//=   event Mint(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000a1] 0x00000000000000000000000000000000000000000000000000000000000f424000000000000000000000000000000000000000000000000000000000003d0900
//= mint(uint256,uint256): ok 2000000
//=   event Transfer(address,address,uint256) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000a2] 0x00000000000000000000000000000000000000000000000000000000001e8480
//=   event Sync(uint112,uint112) [] 0x00000000000000000000000000000000000000000000000000000000001e848000000000000000000000000000000000000000000000000000000000007a1200
//=   event Mint(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000a2] 0x00000000000000000000000000000000000000000000000000000000000f424000000000000000000000000000000000000000000000000000000000003d0900
//= mint(uint256,uint256): revert "Pair: INSUFFICIENT_LIQUIDITY_MINTED"
//= getReserves(): ok 2000000, 8000000, 1010
//= quote(uint256,bool): ok 3986
//= swap(uint256,bool): ok 39682
//=   event Sync(uint112,uint112) [] 0x00000000000000000000000000000000000000000000000000000000001eab9000000000000000000000000000000000000000000000000000000000007976fe
//=   event Swap(address,uint256,uint256,bool) [0x00000000000000000000000000000000000000000000000000000000000000a3] 0x00000000000000000000000000000000000000000000000000000000000027100000000000000000000000000000000000000000000000000000000000009b020000000000000000000000000000000000000000000000000000000000000001
//= swap(uint256,bool): ok 2514
//=   event Sync(uint112,uint112) [] 0x00000000000000000000000000000000000000000000000000000000001ea1be0000000000000000000000000000000000000000000000000000000000799e0e
//=   event Swap(address,uint256,uint256,bool) [0x00000000000000000000000000000000000000000000000000000000000000a3] 0x000000000000000000000000000000000000000000000000000000000000271000000000000000000000000000000000000000000000000000000000000009d20000000000000000000000000000000000000000000000000000000000000000
//= swap(uint256,bool): revert "INSUFFICIENT_INPUT_AMOUNT"
//= prices(): ok 826650755094112001310187203635365440, 52182840488883896429560862999037360, 16000000000000
//= burn(uint256): ok 501871, 1992579
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000a1, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x00000000000000000000000000000000000000000000000000000000000f4240
//=   event Sync(uint112,uint112) [] 0x000000000000000000000000000000000000000000000000000000000016f94f00000000000000000000000000000000000000000000000000000000005b368b
//=   event Burn(address,uint256,uint256,address) [0x00000000000000000000000000000000000000000000000000000000000000a1, 0x00000000000000000000000000000000000000000000000000000000000000a1] 0x000000000000000000000000000000000000000000000000000000000007a86f00000000000000000000000000000000000000000000000000000000001e6783
//= burn(uint256): panic 0x11
//= balances(address): ok [-498129, -2007421]
//= getReserves(): ok 1505615, 5977739, 1060
//= swap(uint256,bool): revert "Pair: OVERFLOW"
//= reentered(uint256): revert "Pair: LOCKED"
