// SPDX-License-Identifier: MIT
//? deploy(uint256 20000000000000000, uint256 200000000000000000, uint256 800000000000000000) from 0xaa block 100
//? supply(uint256 1000000) from 0xb1 block 100
//? supply(uint256 500000) from 0xb2 block 110
//? borrow(uint256 600000) from 0xb2 block 110
//? borrow(uint256 300000) from 0xb2 block 110
//? borrowBalance(address 0xb2) block 110
//? accrue() block 2000110
//? borrowBalance(address 0xb2) block 2000110
//? exchangeRate() block 2000110
//? balanceOfUnderlying(address 0xb1) block 2000110
//? repay(address 0xb2, uint256 100000) from 0xb3 block 2000200
//? redeem(uint256 1000000) from 0xb1 block 2000300
//? redeem(uint256 20000000000) from 0xb1 block 2000300
//? totals() block 2000300
//? repay(address 0xb2, uint256 115792089237316195423570985008687907853269984665640564039457584007913129639935) from 0xb2 block 3000300
//? borrowBalance(address 0xb2) block 3000300
//? setReserveFactor(uint256 1000000000000000001) from 0xaa block 3000300
//? setReserveFactor(uint256 100000000000000000) from 0xb1 block 3000300
//? reduceReserves(uint256 1) from 0xaa block 3000301
//? totals()
pragma solidity ^0.8.10;

contract ExponentialNoError {
    uint256 constant expScale = 1e18;
    uint256 constant halfExpScale = expScale / 2;

    struct Exp {
        uint256 mantissa;
    }

    function truncate(Exp memory exp) internal pure returns (uint256) {
        return exp.mantissa / expScale;
    }

    function mul_ScalarTruncate(Exp memory a, uint256 scalar) internal pure returns (uint256) {
        Exp memory product = mul_(a, scalar);
        return truncate(product);
    }

    function mul_ScalarTruncateAddUInt(Exp memory a, uint256 scalar, uint256 addend) internal pure returns (uint256) {
        Exp memory product = mul_(a, scalar);
        return truncate(product) + addend;
    }

    function mul_(Exp memory a, uint256 b) internal pure returns (Exp memory) {
        return Exp({mantissa: a.mantissa * b});
    }

    function div_(uint256 a, Exp memory b) internal pure returns (uint256) {
        return (a * expScale) / b.mantissa;
    }
}

abstract contract InterestRateModel {
    bool public constant isInterestRateModel = true;

    function getBorrowRate(uint256 cash, uint256 borrows, uint256 reserves) internal view virtual returns (uint256);
}

contract JumpRateModel is InterestRateModel {
    uint256 private constant BASE = 1e18;
    uint256 public constant blocksPerYear = 2628000;
    uint256 public immutable multiplierPerBlock;
    uint256 public immutable baseRatePerBlock;
    uint256 public immutable kink;

    constructor(uint256 baseRatePerYear, uint256 multiplierPerYear, uint256 kink_) {
        baseRatePerBlock = baseRatePerYear / blocksPerYear;
        multiplierPerBlock = (multiplierPerYear * BASE) / (blocksPerYear * kink_);
        kink = kink_;
    }

    function utilizationRate(uint256 cash, uint256 borrows, uint256 reserves) public pure returns (uint256) {
        if (borrows == 0) {
            return 0;
        }
        return borrows * BASE / (cash + borrows - reserves);
    }

    function getBorrowRate(uint256 cash, uint256 borrows, uint256 reserves) internal view override returns (uint256) {
        uint256 util = utilizationRate(cash, borrows, reserves);
        if (util <= kink) {
            return util * multiplierPerBlock / BASE + baseRatePerBlock;
        }
        uint256 normalRate = (kink * multiplierPerBlock / BASE) + baseRatePerBlock;
        return (util - kink) * multiplierPerBlock * 4 / BASE + normalRate;
    }
}

contract Market is JumpRateModel, ExponentialNoError {
    struct BorrowSnapshot {
        uint256 principal;
        uint256 interestIndex;
    }

    event AccrueInterest(uint256 cashPrior, uint256 interestAccumulated, uint256 borrowIndex, uint256 totalBorrows);
    event Supplied(address indexed who, uint256 amount, uint256 shares);
    error InsufficientCash(uint256 asked, uint256 cash);
    error NotAdmin();

    uint256 internal constant initialExchangeRateMantissa = 0.02e18;
    address payable public admin;
    uint256 public reserveFactorMantissa = 0.05e18;
    uint256 public accrualBlockNumber;
    uint256 public borrowIndex = expScale;
    uint256 internal cash;
    uint256 internal totalBorrows;
    uint256 internal totalReserves;
    uint256 internal totalSupply;
    mapping(address => uint256) internal accountTokens;
    mapping(address => BorrowSnapshot) internal accountBorrows;

    constructor(uint256 base, uint256 multiplier, uint256 kink_) JumpRateModel(base, multiplier, kink_) {
        admin = payable(msg.sender);
        accrualBlockNumber = block.number;
    }

    modifier accrued() {
        accrue();
        _;
    }

    function accrue() public {
        uint256 current = block.number;
        uint256 prior = accrualBlockNumber;
        if (prior == current) return;
        uint256 rate = getBorrowRate(cash, totalBorrows, totalReserves);
        Exp memory simpleInterestFactor = mul_(Exp({mantissa: rate}), current - prior);
        uint256 interest = mul_ScalarTruncate(simpleInterestFactor, totalBorrows);
        totalBorrows += interest;
        totalReserves = mul_ScalarTruncateAddUInt(Exp({mantissa: reserveFactorMantissa}), interest, totalReserves);
        borrowIndex = mul_ScalarTruncateAddUInt(simpleInterestFactor, borrowIndex, borrowIndex);
        accrualBlockNumber = current;
        emit AccrueInterest(cash, interest, borrowIndex, totalBorrows);
    }

    function exchangeRate() public view returns (uint256) {
        return totalSupply == 0
            ? initialExchangeRateMantissa
            : (cash + totalBorrows - totalReserves) * expScale / totalSupply;
    }

    function supply(uint256 amount) external accrued returns (uint256 shares) {
        shares = div_(amount, Exp({mantissa: exchangeRate()}));
        cash += amount;
        totalSupply += shares;
        accountTokens[msg.sender] += shares;
        emit Supplied(msg.sender, amount, shares);
    }

    function redeem(uint256 shares) external accrued returns (uint256 amount) {
        amount = mul_ScalarTruncate(Exp(exchangeRate()), shares);
        if (amount > cash) revert InsufficientCash(amount, cash);
        accountTokens[msg.sender] -= shares;
        totalSupply -= shares;
        cash -= amount;
    }

    function balanceOfUnderlying(address owner) external returns (uint256) {
        accrue();
        Exp memory rate = Exp({mantissa: exchangeRate()});
        return mul_ScalarTruncate(rate, accountTokens[owner]);
    }

    function borrowBalance(address account) public view returns (uint256) {
        BorrowSnapshot storage snapshot = accountBorrows[account];
        if (snapshot.principal == 0) return 0;
        return snapshot.principal * borrowIndex / snapshot.interestIndex;
    }

    function borrow(uint256 amount) external accrued {
        if (amount > cash) revert InsufficientCash({asked: amount, cash: cash});
        uint256 owed = borrowBalance(msg.sender) + amount;
        uint256 limit = mul_ScalarTruncate(Exp(exchangeRate()), accountTokens[msg.sender]) * 3 / 2;
        require(owed <= limit, "over the limit");
        accountBorrows[msg.sender] = BorrowSnapshot(owed, borrowIndex);
        totalBorrows += amount;
        cash -= amount;
    }

    function repay(address borrower, uint256 amount) external accrued returns (uint256) {
        uint256 owed = borrowBalance(borrower);
        uint256 paid = amount == type(uint256).max ? owed : amount;
        BorrowSnapshot storage snapshot = accountBorrows[borrower];
        snapshot.principal = owed - paid;
        snapshot.interestIndex = borrowIndex;
        totalBorrows = paid > totalBorrows ? 0 : totalBorrows - paid;
        cash += paid;
        return paid;
    }

    function setReserveFactor(uint256 mantissa) external accrued {
        if (msg.sender != admin) revert NotAdmin();
        require(mantissa <= expScale, "factor");
        reserveFactorMantissa = mantissa;
    }

    function reduceReserves(uint256 amount) external accrued {
        if (msg.sender != admin) revert NotAdmin();
        require(amount <= totalReserves);
        (totalReserves, cash) = (totalReserves - amount, cash - amount);
    }

    function totals() external view returns (uint256, uint256, uint256, uint256) {
        return (cash, totalBorrows, totalReserves, totalSupply);
    }
}

//= deploy: ok
//= supply(uint256): ok 50000000
//=   event Supplied(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000b1] 0x00000000000000000000000000000000000000000000000000000000000f42400000000000000000000000000000000000000000000000000000000002faf080
//= supply(uint256): ok 25000000
//=   event AccrueInterest(uint256,uint256,uint256,uint256) [] 0x00000000000000000000000000000000000000000000000000000000000f424000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000de0b6c55f8343d80000000000000000000000000000000000000000000000000000000000000000
//=   event Supplied(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000b2] 0x000000000000000000000000000000000000000000000000000000000007a12000000000000000000000000000000000000000000000000000000000017d7840
//= borrow(uint256): ok
//= borrow(uint256): revert "over the limit"
//= borrowBalance(address): ok 600000
//= accrue(): ok
//=   event AccrueInterest(uint256,uint256,uint256,uint256) [] 0x00000000000000000000000000000000000000000000000000000000000dbba0000000000000000000000000000000000000000000000000000000000000d60a0000000000000000000000000000000000000000000000000f2529a77886d259000000000000000000000000000000000000000000000000000000000009fdca
//= borrowBalance(address): ok 654794
//= exchangeRate(): ok 20694066666666666
//= balanceOfUnderlying(address): ok 1034703
//= repay(address,uint256): ok 100000
//=   event AccrueInterest(uint256,uint256,uint256,uint256) [] 0x00000000000000000000000000000000000000000000000000000000000dbba000000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000000f252deb4f191e87000000000000000000000000000000000000000000000000000000000009fdcc
//= redeem(uint256): ok 20694
//=   event AccrueInterest(uint256,uint256,uint256,uint256) [] 0x00000000000000000000000000000000000000000000000000000000000f424000000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000000f25320cba836cdd000000000000000000000000000000000000000000000000000000000008772e
//= redeem(uint256): revert InsufficientCash(uint256,uint256) (413882432, 979306)
//= totals(): ok 979306, 554798, 2739, 74000000
//= repay(address,uint256): ok 578142
//=   event AccrueInterest(uint256,uint256,uint256,uint256) [] 0x00000000000000000000000000000000000000000000000000000000000ef16a0000000000000000000000000000000000000000000000000000000000005b2e0000000000000000000000000000000000000000000000000fc853db802c034b000000000000000000000000000000000000000000000000000000000008d25c
//= borrowBalance(address): ok 0
//= setReserveFactor(uint256): revert "factor"
//= setReserveFactor(uint256): revert NotAdmin()
//= reduceReserves(uint256): ok
//=   event AccrueInterest(uint256,uint256,uint256,uint256) [] 0x000000000000000000000000000000000000000000000000000000000017c3c800000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000fc853dd840afc9c0000000000000000000000000000000000000000000000000000000000000000
//= totals(): ok 1557447, 0, 3905, 74000000
