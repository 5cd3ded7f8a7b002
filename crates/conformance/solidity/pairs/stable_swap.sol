// Stable swap mathematics for three coins: the invariant by iteration, exchange, and liquidity.
//? deploy(uint256 100) from 0x00000000000000000000000000000000000000aa
//? add(uint256[3] [1000000, 1000000, 1000000], uint256 0) from 0x00000000000000000000000000000000000000aa
//? invariantNow()
//? exchange(uint256 0, uint256 1, uint256 1000, uint256 0) from 0x00000000000000000000000000000000000000bb
//? exchange(uint256 0, uint256 1, uint256 1000, uint256 1000) from 0x00000000000000000000000000000000000000bb
//? exchange(uint256 1, uint256 1, uint256 1000, uint256 0) from 0x00000000000000000000000000000000000000bb
//? exchange(uint256 0, uint256 3, uint256 1000, uint256 0) from 0x00000000000000000000000000000000000000bb
//? exchange(uint256 2, uint256 0, uint256 900000, uint256 0) from 0x00000000000000000000000000000000000000bb
//? balances(uint256 0)
//? balances(uint256 2)
//? shareValue()
//? add(uint256[3] [0, 50000, 0], uint256 0) from 0x00000000000000000000000000000000000000cc
//? add(uint256[3] [5, 5, 5], uint256 1000) from 0x00000000000000000000000000000000000000cc
//? remove(uint256 10000) from 0x00000000000000000000000000000000000000cc
//? remove(uint256 100000000) from 0x00000000000000000000000000000000000000cc
//? shareOf(address 0x00000000000000000000000000000000000000cc)
//? invariantAt(uint256[3] [0, 0, 0], uint256 100)
//? invariantAt(uint256[3] [1, 1000000, 1], uint256 10)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

library Gap {
    function between(uint256 x, uint256 y) internal pure returns (uint256) {
        return x >= y ? x - y : y - x;
    }
}

contract PeggedPool {
    uint256 private constant N = 3;
    uint256 private constant FEE = 3000;
    uint256 private constant FEE_DENOMINATOR = 1e6;

    uint256 private immutable A;
    uint256[N] public balances;
    uint256 public totalSupply;
    mapping(address => uint256) public shareOf;

    event Exchanged(address indexed buyer, uint256 sold, uint256 tokensSold, uint256 bought, uint256 tokensBought);
    event Added(address indexed provider, uint256[N] amounts, uint256 invariant, uint256 supply);
    event Removed(address indexed provider, uint256[N] amounts, uint256 supply);

    constructor(uint256 amplification) {
        A = amplification;
    }

    function invariantNow() external view returns (uint256) {
        return _current(balances);
    }

    function invariantAt(uint256[N] memory xs, uint256 a) external pure returns (uint256) {
        return _solve(xs, a);
    }

    function shareValue() external view returns (uint256) {
        return totalSupply == 0 ? 0 : _current(balances) * 1e18 / totalSupply;
    }

    function exchange(uint256 i, uint256 j, uint256 dx, uint256 atLeast) external returns (uint256 dy) {
        require(i != j, "one coin only");
        uint256[N] memory xp = balances;
        uint256 x = xp[i] + dx;
        uint256 y0 = xp[j];
        uint256 y1 = _balanceFor(i, j, x, xp);
        dy = y0 - y1 - 1;
        uint256 fee = dy * FEE / FEE_DENOMINATOR;
        dy -= fee;
        require(dy >= atLeast, "too little comes out");
        balances[i] += dx;
        balances[j] -= dy;
        emit Exchanged(msg.sender, i, dx, j, dy);
    }

    function add(uint256[N] calldata amounts, uint256 atLeast) external returns (uint256 shares) {
        uint256[N] memory held = balances;
        uint256 d0 = totalSupply > 0 ? _current(held) : 0;
        uint256[N] memory next;
        for (uint256 i = 0; i < N; ++i) {
            require(totalSupply > 0 || amounts[i] > 0, "the first deposit brings all coins");
            next[i] = held[i] + amounts[i];
        }
        uint256 d1 = _current(next);
        require(d1 > d0, "nothing was added");
        uint256 d2 = d1;
        if (totalSupply > 0) {
            for (uint256 i; i < N; ++i) {
                uint256 ideal = (held[i] * d1) / d0;
                uint256 difference = Gap.between(next[i], ideal);
                next[i] -= (FEE * difference) / FEE_DENOMINATOR / 2;
            }
            d2 = _current(next);
            shares = ((d2 - d0) * totalSupply) / d0;
        } else {
            shares = d1;
        }
        require(shares >= atLeast, "too few shares");
        for (uint256 i; i < N; ++i) balances[i] += amounts[i];
        totalSupply += shares;
        shareOf[msg.sender] += shares;
        emit Added(msg.sender, amounts, d2, totalSupply);
    }

    function remove(uint256 shares) external returns (uint256[N] memory paid) {
        uint256 supply = totalSupply;
        for (uint256 i; i < N; ++i) {
            uint256 part = (balances[i] * shares) / supply;
            balances[i] -= part;
            paid[i] = part;
        }
        shareOf[msg.sender] -= shares;
        totalSupply = supply - shares;
        emit Removed(msg.sender, paid, totalSupply);
    }

    function _current(uint256[N] memory xp) private view returns (uint256) {
        return _solve(xp, A);
    }

    function _solve(uint256[N] memory xp, uint256 amplification) private pure returns (uint256) {
        uint256 a = amplification * N;
        uint256 s;
        for (uint256 i; i < N; ++i) s += xp[i];
        if (s == 0) return 0;
        uint256 d = s;
        for (uint256 i; i < 255; ++i) {
            uint256 p = d;
            for (uint256 j; j < N; ++j) {
                p = (p * d) / (N * xp[j]);
            }
            uint256 before = d;
            d = ((a * s + N * p) * d) / ((a - 1) * d + (N + 1) * p);
            if (Gap.between(d, before) <= 1) return d;
        }
        revert("did not converge");
    }

    function _balanceFor(uint256 i, uint256 j, uint256 x, uint256[N] memory xp) private view returns (uint256 y) {
        uint256 a = A * N;
        uint256 d = _current(xp);
        uint256 s;
        uint256 c = d;
        for (uint256 k; k < N; ++k) {
            uint256 current;
            if (k == i) current = x;
            else if (k == j) continue;
            else current = xp[k];
            s += current;
            c = (c * d) / (N * current);
        }
        c = (c * d) / (N * a);
        uint256 b = s + d / a;
        y = d;
        for (uint256 k; k < 255; ++k) {
            uint256 before = y;
            y = (y * y + c) / (2 * y + b - d);
            if (Gap.between(y, before) <= 1) return y;
        }
        revert("did not converge");
    }
}

//= deploy: ok
//= add(uint256[3],uint256): ok 3000000
//=   event Added(address,uint256[3],uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000aa] 0x00000000000000000000000000000000000000000000000000000000000f424000000000000000000000000000000000000000000000000000000000000f424000000000000000000000000000000000000000000000000000000000000f424000000000000000000000000000000000000000000000000000000000002dc6c000000000000000000000000000000000000000000000000000000000002dc6c0
//= invariantNow(): ok 3000000
//= exchange(uint256,uint256,uint256,uint256): ok 997
//=   event Exchanged(address,uint256,uint256,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000003e8000000000000000000000000000000000000000000000000000000000000000100000000000000000000000000000000000000000000000000000000000003e5
//= exchange(uint256,uint256,uint256,uint256): revert "too little comes out"
//= exchange(uint256,uint256,uint256,uint256): revert "one coin only"
//= exchange(uint256,uint256,uint256,uint256): panic 0x32
//= exchange(uint256,uint256,uint256,uint256): ok 867225
//=   event Exchanged(address,uint256,uint256,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb] 0x000000000000000000000000000000000000000000000000000000000000000200000000000000000000000000000000000000000000000000000000000dbba0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000d3b99
//= balances(uint256): ok 133775
//= balances(uint256): ok 1900000
//= shareValue(): ok 1001078333333333333
//= add(uint256[3],uint256): ok 49353
//=   event Added(address,uint256[3],uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc] 0x0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000c350000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000002e946200000000000000000000000000000000000000000000000000000000002e8789
//= add(uint256[3],uint256): revert "too few shares"
//= remove(uint256): ok [438, 3440, 6230]
//=   event Removed(address,uint256[3],uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc] 0x00000000000000000000000000000000000000000000000000000000000001b60000000000000000000000000000000000000000000000000000000000000d70000000000000000000000000000000000000000000000000000000000000185600000000000000000000000000000000000000000000000000000000002e6079
//= remove(uint256): panic 0x11
//= shareOf(address): ok 39353
//= invariantAt(uint256[3],uint256): ok 0
//= invariantAt(uint256[3],uint256): ok 5327
