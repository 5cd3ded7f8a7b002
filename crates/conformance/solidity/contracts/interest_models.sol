// Interest rate models behind an abstract base: straight line, kinked, and one chosen by an enum.
//? deploy from 0x00000000000000000000000000000000000000aa
//? utilizationRate(uint256 0, uint256 0, uint256 0)
//? utilizationRate(uint256 500, uint256 600, uint256 100)
//? utilizationRate(uint256 1, uint256 600, uint256 602)
//? getBorrowRate(uint256 500, uint256 500, uint256 0)
//? getSupplyRate(uint256 500, uint256 500, uint256 0, uint256 100000000000000000)
//? choose(uint8 1) from 0x00000000000000000000000000000000000000aa
//? getBorrowRate(uint256 500, uint256 500, uint256 0)
//? getBorrowRate(uint256 50, uint256 950, uint256 0)
//? getSupplyRate(uint256 50, uint256 950, uint256 0, uint256 100000000000000000)
//? choose(uint8 2) from 0x00000000000000000000000000000000000000aa
//? choose(uint8 0) from 0x00000000000000000000000000000000000000bb
//? perYear(uint256 950)
//? compound(uint256 1000000000000000000, uint256 50000000000000000, uint256 10)
//? compound(uint256 1, uint256 57896044618658097711785492504343953926634992332820282019728792003956564819968, uint256 2)
//? model()

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.10;

abstract contract InterestRateModel {
    uint256 internal constant BASE = 1e18;
    uint256 public constant blocksPerYear = 2_102_400;

    function getBorrowRate(uint256 cash, uint256 borrows, uint256 reserves) public view virtual returns (uint256);

    function utilizationRate(uint256 cash, uint256 borrows, uint256 reserves) public pure returns (uint256) {
        if (borrows == 0) {
            return 0;
        }
        return borrows * BASE / (cash + borrows - reserves);
    }

    function getSupplyRate(uint256 cash, uint256 borrows, uint256 reserves, uint256 reserveFactor)
        public
        view
        virtual
        returns (uint256)
    {
        uint256 oneMinusReserveFactor = BASE - reserveFactor;
        uint256 rateToPool = getBorrowRate(cash, borrows, reserves) * oneMinusReserveFactor / BASE;
        return utilizationRate(cash, borrows, reserves) * rateToPool / BASE;
    }

    function compound(uint256 amount, uint256 ratePerStep, uint256 steps) external pure returns (uint256) {
        for (; steps > 0; steps--) {
            amount += amount * ratePerStep / BASE;
        }
        return amount;
    }
}

abstract contract LinearModel is InterestRateModel {
    uint256 internal immutable baseRate;
    uint256 internal immutable multiplier;

    constructor(uint256 basePerYear, uint256 multiplierPerYear) {
        baseRate = basePerYear / blocksPerYear;
        multiplier = multiplierPerYear / blocksPerYear;
    }

    function getBorrowRate(uint256 cash, uint256 borrows, uint256 reserves)
        public
        view
        virtual
        override
        returns (uint256)
    {
        return utilizationRate(cash, borrows, reserves) * multiplier / BASE + baseRate;
    }
}

abstract contract KinkedModel is LinearModel {
    uint256 internal immutable jumpMultiplier;
    uint256 public immutable kink;

    constructor(uint256 jumpPerYear, uint256 kink_) LinearModel(0.02e18, 0.1e18) {
        jumpMultiplier = jumpPerYear / blocksPerYear;
        kink = kink_;
    }

    function getBorrowRate(uint256 cash, uint256 borrows, uint256 reserves)
        public
        view
        virtual
        override
        returns (uint256)
    {
        uint256 util = utilizationRate(cash, borrows, reserves);
        if (util <= kink) return LinearModel.getBorrowRate(cash, borrows, reserves);
        uint256 normalRate = kink * multiplier / BASE + baseRate;
        return (util - kink) * jumpMultiplier / BASE + normalRate;
    }
}

contract ChosenModel is KinkedModel(1.09e18, 0.8e18) {
    enum Model { Linear, Kinked }

    Model public model;
    address private immutable admin = msg.sender;

    event NewModel(Model indexed oldModel, Model indexed newModel);

    function choose(Model next) external {
        require(msg.sender == admin, "admin");
        emit NewModel(model, next);
        model = next;
    }

    function getBorrowRate(uint256 cash, uint256 borrows, uint256 reserves)
        public
        view
        override
        returns (uint256)
    {
        return model == Model.Kinked
            ? super.getBorrowRate(cash, borrows, reserves)
            : LinearModel.getBorrowRate(cash, borrows, reserves);
    }

    function perYear(uint256 borrowed) external view returns (uint256 percent) {
        percent = getBorrowRate(1000 - borrowed, borrowed, 0) * blocksPerYear / 1e16;
    }
}

//= deploy: ok
//= utilizationRate(uint256,uint256,uint256): ok 0
//= utilizationRate(uint256,uint256,uint256): ok 600000000000000000
//= utilizationRate(uint256,uint256,uint256): panic 0x11
//= getBorrowRate(uint256,uint256,uint256): ok 33295281582
//= getSupplyRate(uint256,uint256,uint256,uint256): ok 14982876711
//= choose(uint8): ok
//=   event NewModel(uint8,uint8) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x
//= getBorrowRate(uint256,uint256,uint256): ok 33295281582
//= getBorrowRate(uint256,uint256,uint256): ok 125332952815
//= getSupplyRate(uint256,uint256,uint256,uint256): ok 107159674656
//= choose(uint8): revert
//= choose(uint8): revert "admin"
//= perYear(uint256): ok 26
//= compound(uint256,uint256,uint256): ok 1628894626777441406
//= compound(uint256,uint256,uint256): panic 0x11
//= model(): ok 1
