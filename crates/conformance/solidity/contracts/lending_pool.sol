// Lending with an interest index in ray, utilisation rate, collateral and liquidation.
//? deploy from 0x00000000000000000000000000000000000000aa time 1700000000
//? supply() value 1000000000000000000000 from 0x00000000000000000000000000000000000000bb time 1700000000
//? depositCollateral() value 300000000000000000000 from 0x00000000000000000000000000000000000000cc time 1700000000
//? borrow(uint256 201000000000000000000) from 0x00000000000000000000000000000000000000cc time 1700000000
//? borrow(uint256 199000000000000000000) from 0x00000000000000000000000000000000000000cc time 1700000000
//? utilization()
//? borrowRate()
//? debtOf(address 0x00000000000000000000000000000000000000cc) time 1700000000
//? debtOf(address 0x00000000000000000000000000000000000000cc) time 1731536000
//? healthFactor(address 0x00000000000000000000000000000000000000cc) time 1700000000
//? healthFactor(address 0x00000000000000000000000000000000000000bb) time 1700000000
//? repay() value 50000000000000000000 from 0x00000000000000000000000000000000000000cc time 1731536000
//? debtOf(address 0x00000000000000000000000000000000000000cc) time 1731536000
//? withdrawCollateral(uint256 200000000000000000000) from 0x00000000000000000000000000000000000000cc time 1731536000
//? liquidate(address 0x00000000000000000000000000000000000000cc) value 1 from 0x00000000000000000000000000000000000000dd time 1731536000
//? setCollateralPrice(uint256 600000000000000000) from 0x00000000000000000000000000000000000000dd time 1731536000
//? setCollateralPrice(uint256 600000000000000000) from 0x00000000000000000000000000000000000000aa time 1731536000
//? liquidate(address 0x00000000000000000000000000000000000000cc) value 60000000000000000000 from 0x00000000000000000000000000000000000000dd time 1731536000
//? seized(address 0x00000000000000000000000000000000000000dd)
//? redeem(uint256 1000000000000000000000) from 0x00000000000000000000000000000000000000bb time 1731536000
//? redeem(uint256 500000000000000000000) from 0x00000000000000000000000000000000000000bb time 1731536000
//? cash()
//? borrowIndex()
//? totalDebt() time 1731536000

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.19;

library Ray {
    uint256 internal constant RAY = 1e27;
    uint256 internal constant WAD = 1e18;
    uint256 internal constant WAD_RAY_RATIO = 1e9;

    function rayMul(uint256 a, uint256 b) internal pure returns (uint256) {
        return (a * b + RAY / 2) / RAY;
    }

    function rayDiv(uint256 a, uint256 b) internal pure returns (uint256) {
        return (a * RAY + b / 2) / b;
    }

    function wadToRay(uint256 a) internal pure returns (uint256) {
        return a * WAD_RAY_RATIO;
    }

    function wadMul(uint256 a, uint256 b) internal pure returns (uint256) {
        return a * b / WAD;
    }
}

contract LendingPool {
    using Ray for uint256;

    uint256 private constant SECONDS_PER_YEAR = 365 days;
    uint256 private constant BASE_RATE = 0.02e27;
    uint256 private constant SLOPE = 0.2e27;
    uint256 private constant LTV = 2e18 / uint256(3);
    uint256 private constant LIQUIDATION_THRESHOLD = 0.75 ether;
    uint256 private constant BONUS = 1.05e18;

    address private immutable admin = msg.sender;
    uint256 public borrowIndex = Ray.RAY;
    uint256 public lastAccrual = block.timestamp;
    uint256 public cash;
    uint256 public totalScaledDebt;
    uint256 public totalShares;
    uint256 public collateralPrice = 1e18;

    mapping(address => uint256) public shares;
    mapping(address => uint256) public scaledDebt;
    mapping(address => uint256) public collateral;
    mapping(address => uint256) public seized;

    event Accrued(uint256 index, uint256 rate);
    event Borrowed(address indexed user, uint256 amount);
    event Repaid(address indexed user, address indexed payer, uint256 amount);
    event Liquidated(address indexed user, address indexed liquidator, uint256 repaid, uint256 seized);

    error Undercollateralised(uint256 debt, uint256 limit);
    error Healthy(uint256 factor);
    error NotEnoughCash(uint256 wanted, uint256 available);

    modifier accrues() {
        uint256 rate = borrowRate();
        uint256 index = currentIndex();
        if (index != borrowIndex) {
            borrowIndex = index;
            emit Accrued(index, rate);
        }
        lastAccrual = block.timestamp;
        _;
    }

    function totalDebt() public view returns (uint256) {
        return totalScaledDebt.rayMul(currentIndex());
    }

    function utilization() public view returns (uint256) {
        uint256 debt = totalScaledDebt.rayMul(borrowIndex);
        if (debt == 0) return 0;
        return debt.rayDiv(debt + cash);
    }

    function borrowRate() public view returns (uint256) {
        return BASE_RATE + utilization().rayMul(SLOPE);
    }

    function currentIndex() public view returns (uint256) {
        uint256 elapsed = block.timestamp - lastAccrual;
        uint256 interest = borrowRate() * elapsed / SECONDS_PER_YEAR;
        return borrowIndex.rayMul(Ray.RAY + interest);
    }

    function debtOf(address user) public view returns (uint256) {
        return scaledDebt[user].rayMul(currentIndex());
    }

    function healthFactor(address user) public view returns (uint256) {
        uint256 debt = debtOf(user);
        if (debt == 0) return type(uint256).max;
        uint256 value = collateral[user].wadMul(collateralPrice);
        return value.wadMul(LIQUIDATION_THRESHOLD) * Ray.WAD / debt;
    }

    function supply() external payable accrues {
        uint256 assets = cash + totalDebt();
        uint256 minted = totalShares == 0 ? msg.value : msg.value * totalShares / assets;
        shares[msg.sender] += minted;
        totalShares += minted;
        cash += msg.value;
    }

    function redeem(uint256 amount) external accrues returns (uint256 paid) {
        paid = amount * (cash + totalDebt()) / totalShares;
        if (paid > cash) revert NotEnoughCash(paid, cash);
        shares[msg.sender] -= amount;
        totalShares -= amount;
        cash -= paid;
    }

    function depositCollateral() external payable {
        collateral[msg.sender] += msg.value;
    }

    function withdrawCollateral(uint256 amount) external accrues {
        collateral[msg.sender] -= amount;
        _requireWithinLimit(msg.sender);
    }

    function borrow(uint256 amount) external accrues {
        if (amount > cash) revert NotEnoughCash(amount, cash);
        uint256 scaled = amount.rayDiv(borrowIndex);
        scaledDebt[msg.sender] += scaled;
        totalScaledDebt += scaled;
        cash -= amount;
        _requireWithinLimit(msg.sender);
        emit Borrowed(msg.sender, amount);
    }

    function repay() external payable accrues {
        _repay(msg.sender, msg.value);
    }

    function liquidate(address user) external payable accrues {
        uint256 factor = healthFactor(user);
        if (factor >= Ray.WAD) revert Healthy(factor);
        _repay(user, msg.value);
        uint256 taken = msg.value.wadMul(BONUS) * Ray.WAD / collateralPrice;
        collateral[user] -= taken;
        seized[msg.sender] += taken;
        emit Liquidated(user, msg.sender, msg.value, taken);
    }

    function setCollateralPrice(uint256 price) external {
        require(msg.sender == admin, "not admin");
        collateralPrice = price;
    }

    function _repay(address user, uint256 amount) private {
        uint256 scaled = amount.rayDiv(borrowIndex);
        require(scaled <= scaledDebt[user], "repays too much");
        scaledDebt[user] -= scaled;
        totalScaledDebt -= scaled;
        cash += amount;
        emit Repaid(user, msg.sender, amount);
    }

    function _requireWithinLimit(address user) private view {
        uint256 limit = collateral[user].wadMul(collateralPrice).wadMul(LTV);
        uint256 debt = debtOf(user);
        if (debt > limit) revert Undercollateralised({debt: debt, limit: limit});
    }
}

//= deploy: ok
//= supply(): ok
//= depositCollateral(): ok
//= borrow(uint256): revert Undercollateralised(uint256,uint256) (201000000000000000000, 199999999999999999800)
//= borrow(uint256): ok
//=   event Borrowed(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc] 0x00000000000000000000000000000000000000000000000ac9ae05a71ebc0000
//= utilization(): ok 199000000000000000000000000
//= borrowRate(): ok 59800000000000000000000000
//= debtOf(address): ok 199000000000000000000
//= debtOf(address): ok 210900200000000000000
//= healthFactor(address): ok 1130653266331658291
//= healthFactor(address): ok 115792089237316195423570985008687907853269984665640564039457584007913129639935
//= repay(): ok
//=   event Accrued(uint256,uint256) [] 0x0000000000000000000000000000000000000000036ca5611eb8c558b70000000000000000000000000000000000000000000000003177247ee8451bcf000000
//=   event Repaid(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x000000000000000000000000000000000000000000000002b5e3af16b1880000
//= debtOf(address): ok 160900200000000000000
//= withdrawCollateral(uint256): revert Undercollateralised(uint256,uint256) (160900200000000000000, 66666666666666666600)
//= liquidate(address): revert Healthy(uint256) (1398382351296020763)
//= setCollateralPrice(uint256): revert "not admin"
//= setCollateralPrice(uint256): ok
//= liquidate(address): ok
//=   event Repaid(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x00000000000000000000000000000000000000000000000000000000000000dd] 0x00000000000000000000000000000000000000000000000340aad21b3b700000
//=   event Liquidated(address,address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x00000000000000000000000000000000000000000000000000000000000000dd] 0x00000000000000000000000000000000000000000000000340aad21b3b700000000000000000000000000000000000000000000000000005b12aefafa8040000
//= seized(address): ok 105000000000000000000
//= redeem(uint256): revert NotEnoughCash(uint256,uint256) (1011900200000000000000, 911000000000000000000)
//= redeem(uint256): ok 505950100000000000000
//= cash(): ok 405049900000000000000
//= borrowIndex(): ok 1059800000000000000000000000
//= totalDebt(): ok 100900200000000000000
