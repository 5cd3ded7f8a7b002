// SPDX-License-Identifier: MIT
//? deploy(uint256 5, uint128 1000, uint128 100, uint32 600) from 0xaa time 1700000000
//? priceAt(uint256 1700000000)
//? priceAt(uint256 1700000599)
//? priceAt(uint256 1800000000)
//? buy(uint16 1) from 0xb1 value 1000 time 1700000000
//? buy(uint16 2) from 0xb2 value 1500 time 1700000120
//? buy(uint16 2) from 0xb2 value 1700 time 1700000120
//? buy(uint16 0) from 0xb2 value 1700 time 1700000120
//? buy(uint16 3) from 0xb3 value 5000 time 1700000300
//? buy(uint16 1) from 0xb1 value 600 time 1700000310
//? settle() from 0xb9 time 1700000310
//? buy(uint16 1) from 0xb4 value 550 time 1700000330
//? settle() from 0xb9 time 1700000330
//? clearingPrice()
//? refundOf(address 0xb1)
//? refundOf(address 0xb2)
//? claim() from 0xb1
//? claim() from 0xb1
//? claim() from 0xb2
//? proceeds() from 0xaa
//? proceeds() from 0xb1
//? purchases(address 0xb1)
//? buyers(uint256 0)
//? buyers(uint256 3)
pragma solidity ^0.8.24;

abstract contract Clock {
    function _now() internal view virtual returns (uint256) {
        return block.timestamp;
    }
}

abstract contract Guarded {
    uint256 private constant OPEN = 1;
    uint256 private constant ENTERED = 2;
    uint256 private status = OPEN;

    modifier nonReentrant() virtual {
        require(status != ENTERED, "reentrant");
        status = ENTERED;
        _;
        status = OPEN;
    }
}

/// Everybody pays the last price; what was paid above it comes back.
contract DutchAuction is Clock, Guarded {
    struct Purchase {
        uint16 amount;
        uint128 paid;
    }

    struct Settings {
        uint128 start;
        uint128 end;
        uint32 duration;
        uint64 begins;
    }

    Settings private settings;
    uint256 public remaining;
    uint128 public clearingPrice;
    address[] public buyers;
    mapping(address => Purchase[]) private _purchases;
    mapping(address => bool) private claimed;
    address payable private immutable seller;
    uint256 private sold;

    event Bought(address indexed buyer, uint16 amount, uint256 price, uint256 change);
    event Settled(uint128 price, uint256 sold);
    event Paid(address indexed to, uint256 amount);

    error NotSettled();
    error TooLittle(uint256 sent, uint256 needed);
    error SoldOut(uint16 asked, uint256 left);

    constructor(uint256 supply, uint128 start, uint128 end, uint32 duration) {
        require(start > end && duration > 0, "settings");
        remaining = supply;
        settings = Settings({begins: uint64(_now()), start: start, end: end, duration: duration});
        seller = payable(msg.sender);
    }

    modifier settled() {
        if (clearingPrice == 0) revert NotSettled();
        _;
    }

    function priceAt(uint256 time) public view returns (uint128) {
        Settings memory s = settings;
        uint256 passed = time - s.begins;
        if (passed >= s.duration) return s.end;
        return s.start - uint128((uint256(s.start - s.end) * passed) / s.duration);
    }

    function buy(uint16 amount) external payable nonReentrant returns (uint256 change) {
        require(amount != 0 && clearingPrice == 0, "nothing to buy");
        if (amount > remaining) revert SoldOut(amount, remaining);
        uint128 price = priceAt(_now());
        uint256 cost = uint256(price) * amount;
        if (msg.value < cost) revert TooLittle(msg.value, cost);
        if (_purchases[msg.sender].length == 0) buyers.push(msg.sender);
        _purchases[msg.sender].push(Purchase(amount, uint128(msg.value)));
        unchecked {
            remaining -= amount;
            sold += amount;
            change = msg.value - cost;
        }
        emit Bought(msg.sender, amount, price, change);
        if (remaining == 0) _settle(price);
    }

    function settle() external {
        require(remaining == 0 || _now() >= settings.begins + settings.duration, "still open");
        _settle(remaining == 0 ? clearingPrice : settings.end);
    }

    function _settle(uint128 price) private {
        clearingPrice = price;
        emit Settled(price, sold);
    }

    function purchases(address who) external view returns (Purchase[] memory) {
        return _purchases[who];
    }

    function refundOf(address who) public view settled returns (uint256 refund) {
        if (claimed[who]) return 0;
        Purchase[] storage list = _purchases[who];
        for (uint256 i = 0; i < list.length; i++) {
            Purchase storage p = list[i];
            refund += p.paid - uint256(p.amount) * clearingPrice;
        }
    }

    function claim() external nonReentrant returns (uint256 refund) {
        refund = refundOf(msg.sender);
        require(refund > 0, "nothing to claim");
        claimed[msg.sender] = true;
        emit Paid(msg.sender, refund);
    }

    function proceeds() external settled nonReentrant returns (uint256 amount) {
        require(msg.sender == seller, "not the seller");
        amount = sold * clearingPrice;
        sold = 0;
        emit Paid(seller, amount);
    }
}

//= deploy: ok
//= priceAt(uint256): ok 1000
//= priceAt(uint256): ok 102
//= priceAt(uint256): ok 100
//= buy(uint16): ok 0
//=   event Bought(address,uint16,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000b1] 0x000000000000000000000000000000000000000000000000000000000000000100000000000000000000000000000000000000000000000000000000000003e80000000000000000000000000000000000000000000000000000000000000000
//= buy(uint16): revert TooLittle(uint256,uint256) (1500, 1640)
//= buy(uint16): ok 60
//=   event Bought(address,uint16,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000b2] 0x00000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000000000000000000334000000000000000000000000000000000000000000000000000000000000003c
//= buy(uint16): revert "nothing to buy"
//= buy(uint16): revert SoldOut(uint16,uint256) (3, 2)
//= buy(uint16): ok 65
//=   event Bought(address,uint16,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000b1] 0x000000000000000000000000000000000000000000000000000000000000000100000000000000000000000000000000000000000000000000000000000002170000000000000000000000000000000000000000000000000000000000000041
//= settle(): revert "still open"
//= buy(uint16): ok 45
//=   event Bought(address,uint16,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000b4] 0x000000000000000000000000000000000000000000000000000000000000000100000000000000000000000000000000000000000000000000000000000001f9000000000000000000000000000000000000000000000000000000000000002d
//=   event Settled(uint128,uint256) [] 0x00000000000000000000000000000000000000000000000000000000000001f90000000000000000000000000000000000000000000000000000000000000005
//= settle(): ok
//=   event Settled(uint128,uint256) [] 0x00000000000000000000000000000000000000000000000000000000000001f90000000000000000000000000000000000000000000000000000000000000005
//= clearingPrice(): ok 505
//= refundOf(address): ok 590
//= refundOf(address): ok 690
//= claim(): ok 590
//=   event Paid(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000b1] 0x000000000000000000000000000000000000000000000000000000000000024e
//= claim(): revert "nothing to claim"
//= claim(): ok 690
//=   event Paid(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000b2] 0x00000000000000000000000000000000000000000000000000000000000002b2
//= proceeds(): ok 2525
//=   event Paid(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000aa] 0x00000000000000000000000000000000000000000000000000000000000009dd
//= proceeds(): revert "not the seller"
//= purchases(address): ok [(1, 1000), (1, 600)]
//= buyers(uint256): ok 0x00000000000000000000000000000000000000b1
//= buyers(uint256): revert
