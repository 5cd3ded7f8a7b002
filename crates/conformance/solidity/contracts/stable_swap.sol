// SPDX-License-Identifier: MIT
//? deploy(uint256[3] [1, 1000000000000, 1000000000000], uint256 100, uint256 4000000) from 0xaa
//? addLiquidity(uint256[3] [1000000000000000000000, 1000000000, 1000000000], uint256 0) from 0xb1
//? addLiquidity(uint256[3] [500000000000000000000, 0, 0], uint256 500000000000000000000) from 0xb2
//? addLiquidity(uint256[3] [500000000000000000000, 0, 0], uint256 499000000000000000000) from 0xb2
//? getDy(uint256 0, uint256 1, uint256 10000000000000000000)
//? exchange(uint256 0, uint256 1, uint256 10000000000000000000, uint256 0) from 0xb3
//? exchange(uint256 1, uint256 2, uint256 5000000, uint256 5000000) from 0xb3
//? exchange(uint256 1, uint256 1, uint256 5000000, uint256 0) from 0xb3
//? exchange(uint256 2, uint256 0, uint256 900000000, uint256 0) from 0xb3
//? exchange(uint256 3, uint256 0, uint256 9, uint256 0) from 0xb3
//? virtualPrice()
//? removeLiquidity(uint256 1000000000000000000000, uint256[3] [0, 0, 0]) from 0xb1
//? removeLiquidity(uint256 100000000000000000000, uint256[3] [0, 900000000000, 0]) from 0xb1
//? removeOne(uint256 100000000000000000000, uint256 1) from 0xb1
//? removeOne(uint256 10000000000000000000000, uint256 1) from 0xb1
//? balances(uint256 0)
//? balances(uint256 1)
//? balances(uint256 2)
//? lp(address 0xb1)
//? lp(address 0xb2)
//? out(address 0xb3, uint256 1)
pragma solidity ^0.8.18;

/// The invariant of Curve for three coins of different decimals.
contract StableSwap {
    uint256 private constant N = 3;
    uint256 private constant FEE_DENOMINATOR = 10 ** 10;
    uint256 private constant PRECISION = 1e18;

    error Slippage(uint256 got, uint256 wanted);
    error NotConverging();

    event TokenExchange(address indexed buyer, uint256 sold, uint256 tokensSold, uint256 bought, uint256 tokensBought);
    event AddLiquidity(address indexed provider, uint256[N] amounts, uint256[N] fees, uint256 invariant, uint256 supply);
    event RemoveLiquidity(address indexed provider, uint256[N] amounts, uint256 supply);

    uint256[N] public balances;
    uint256[N] private multipliers;
    uint256 public immutable amplification;
    uint256 public immutable fee;
    uint256 public totalSupply;
    mapping(address => uint256) public lp;
    mapping(address => uint256[N]) public out;

    constructor(uint256[N] memory multipliers_, uint256 a, uint256 fee_) {
        multipliers = multipliers_;
        amplification = a * N;
        fee = fee_;
    }

    function _xp(uint256[N] memory amounts) internal view returns (uint256[N] memory xp) {
        for (uint256 i; i < N; ++i) xp[i] = amounts[i] * multipliers[i];
    }

    function abs(uint256 x, uint256 y) internal pure returns (uint256) {
        return x >= y ? x - y : y - x;
    }

    function _getD(uint256[N] memory xp) internal view returns (uint256) {
        uint256 s;
        for (uint256 i; i < N; ++i) s += xp[i];
        if (s == 0) return 0;
        uint256 d = s;
        uint256 ann = amplification;
        for (uint256 i; i < 255; ++i) {
            uint256 p = d;
            for (uint256 j; j < N; ++j) p = (p * d) / (N * xp[j] + 1);
            uint256 d0 = d;
            d = ((ann * s + N * p) * d) / ((ann - 1) * d + (N + 1) * p);
            if (abs(d, d0) <= 1) return d;
        }
        revert NotConverging();
    }

    function _getY(uint256 i, uint256 j, uint256 x, uint256[N] memory xp) internal view returns (uint256) {
        uint256 ann = amplification;
        uint256 d = _getD(xp);
        uint256 s;
        uint256 c = d;
        uint256 _x;
        for (uint256 k; k < N; ++k) {
            if (k == i) _x = x;
            else if (k == j) continue;
            else _x = xp[k];
            s += _x;
            c = (c * d) / (N * _x);
        }
        return _newton(s + d / ann, (c * d) / (N * ann), d);
    }

    function _getYD(uint256 i, uint256[N] memory xp, uint256 d) internal view returns (uint256) {
        uint256 ann = amplification;
        uint256 s;
        uint256 c = d;
        for (uint256 k; k < N; ++k) {
            if (k != i) {
                s += xp[k];
                c = (c * d) / (N * xp[k]);
            }
        }
        return _newton(s + d / ann, (c * d) / (N * ann), d);
    }

    function _newton(uint256 b, uint256 c, uint256 d) private pure returns (uint256 y) {
        uint256 y1;
        y = d;
        uint256 rounds = 255;
        do {
            y1 = y;
            y = (y * y + c) / (2 * y + b - d);
            if (abs(y, y1) <= 1) return y;
        } while (--rounds > 0);
        revert NotConverging();
    }

    function getDy(uint256 i, uint256 j, uint256 dx) public view returns (uint256 dy) {
        uint256[N] memory xp = _xp(balances);
        uint256 x = xp[i] + dx * multipliers[i];
        dy = (xp[j] - _getY(i, j, x, xp) - 1) / multipliers[j];
        dy -= (dy * fee) / FEE_DENOMINATOR;
    }

    function exchange(uint256 i, uint256 j, uint256 dx, uint256 minDy) external returns (uint256 dy) {
        require(i != j, "same coin");
        dy = getDy(i, j, dx);
        if (dy < minDy) revert Slippage(dy, minDy);
        balances[i] += dx;
        balances[j] -= dy;
        out[msg.sender][j] += dy;
        emit TokenExchange(msg.sender, i, dx, j, dy);
    }

    function addLiquidity(uint256[N] calldata amounts, uint256 minShares) external returns (uint256 shares) {
        uint256[N] memory old = balances;
        uint256 d0 = totalSupply > 0 ? _getD(_xp(old)) : 0;
        uint256[N] memory new_;
        for (uint256 i; i < N; ++i) {
            if (totalSupply == 0) require(amounts[i] > 0, "initial deposit requires all coins");
            new_[i] = old[i] + amounts[i];
        }
        uint256 d1 = _getD(_xp(new_));
        require(d1 > d0, "D1 must be greater");
        uint256 d2 = d1;
        uint256[N] memory fees;
        if (totalSupply > 0) {
            uint256 each = (fee * N) / (4 * (N - 1));
            for (uint256 i; i < N; ++i) {
                uint256 ideal = (old[i] * d1) / d0;
                fees[i] = (abs(ideal, new_[i]) * each) / FEE_DENOMINATOR;
                new_[i] -= fees[i];
            }
            d2 = _getD(_xp(new_));
            shares = ((d2 - d0) * totalSupply) / d0;
        } else {
            shares = d1;
        }
        for (uint256 i; i < N; ++i) balances[i] += amounts[i];
        if (shares < minShares) revert Slippage({got: shares, wanted: minShares});
        (lp[msg.sender], totalSupply) = (lp[msg.sender] + shares, totalSupply + shares);
        emit AddLiquidity(msg.sender, amounts, fees, d1, totalSupply);
    }

    function removeLiquidity(uint256 shares, uint256[N] calldata minAmounts) external returns (uint256[N] memory amounts) {
        lp[msg.sender] -= shares;
        for (uint256 i; i < N; ++i) {
            amounts[i] = (balances[i] * shares) / totalSupply;
            if (amounts[i] < minAmounts[i]) revert Slippage(amounts[i], minAmounts[i]);
            balances[i] -= amounts[i];
        }
        totalSupply -= shares;
        emit RemoveLiquidity(msg.sender, amounts, totalSupply);
    }

    function removeOne(uint256 shares, uint256 i) external returns (uint256 dy) {
        uint256[N] memory xp = _xp(balances);
        uint256 d0 = _getD(xp);
        uint256 d1 = d0 - (d0 * shares) / totalSupply;
        uint256 y0 = _getYD(i, xp, d1);
        dy = (xp[i] - y0 - 1) / multipliers[i];
        dy -= (dy * fee * N) / (4 * (N - 1) * FEE_DENOMINATOR);
        lp[msg.sender] -= shares;
        totalSupply -= shares;
        balances[i] -= dy;
    }

    function virtualPrice() external view returns (uint256) {
        return (_getD(_xp(balances)) * PRECISION) / totalSupply;
    }
}

//= deploy: ok
//= addLiquidity(uint256[3],uint256): ok 3000000000000000000000
//=   event AddLiquidity(address,uint256[3],uint256[3],uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000b1] 0x00000000000000000000000000000000000000000000003635c9adc5dea00000000000000000000000000000000000000000000000000000000000003b9aca00000000000000000000000000000000000000000000000000000000003b9aca000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000a2a15d09519be000000000000000000000000000000000000000000000000000a2a15d09519be00000
//= addLiquidity(uint256[3],uint256): revert Slippage(uint256,uint256) (499223221453426543544, 500000000000000000000)
//= addLiquidity(uint256[3],uint256): ok 499223221453426543544
//=   event AddLiquidity(address,uint256[3],uint256[3],uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000b2] 0x00000000000000000000000000000000000000000000001b1ae4d6e2ef5000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000b1c183e2a5c7db000000000000000000000000000000000000000000000000000000000000618600000000000000000000000000000000000000000000000000000000000061860000000000000000000000000000000000000000000000bdb2dd2e6f92323e610000000000000000000000000000000000000000000000bdb17a343b91884bb8
//= getDy(uint256,uint256,uint256): ok 9954433
//= exchange(uint256,uint256,uint256,uint256): ok 9954433
//=   event TokenExchange(address,uint256,uint256,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000b3] 0x00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000008ac7230489e800000000000000000000000000000000000000000000000000000000000000000001000000000000000000000000000000000000000000000000000000000097e481
//= exchange(uint256,uint256,uint256,uint256): revert Slippage(uint256,uint256) (4998306, 5000000)
//= exchange(uint256,uint256,uint256,uint256): revert "same coin"
//= exchange(uint256,uint256,uint256,uint256): ok 895987410662466849883
//=   event TokenExchange(address,uint256,uint256,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000b3] 0x00000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000000000000035a4e90000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000309252bada4e610c5b
//= exchange(uint256,uint256,uint256,uint256): panic 0x32
//= virtualPrice(): ok 1000133280093256568
//= removeLiquidity(uint256,uint256[3]): ok [175471111866506983942, 282932955, 542977649]
//=   event RemoveLiquidity(address,uint256[3],uint256) [0x00000000000000000000000000000000000000000000000000000000000000b1] 0x00000000000000000000000000000000000000000000000983269e8e89faba060000000000000000000000000000000000000000000000000000000010dd36db00000000000000000000000000000000000000000000000000000000205d2e710000000000000000000000000000000000000000000000877bb08675b2e84bb8
//= removeLiquidity(uint256,uint256[3]): revert Slippage(uint256,uint256) (28293295, 900000000000)
//= removeOne(uint256,uint256): ok 99792316
//= removeOne(uint256,uint256): panic 0x11
//= balances(uint256): ok 438541477471026166175
//= balances(uint256): ok 607320296
//= balances(uint256): ok 1357022351
//= lp(address): ok 1900000000000000000000
//= lp(address): ok 499223221453426543544
//= out(address,uint256): ok 9954433
