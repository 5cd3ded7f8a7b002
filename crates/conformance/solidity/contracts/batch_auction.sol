// A batch auction with one clearing price: sealed amounts are public, orders are sorted, marginal ones filled in part.
//? deploy(uint256 100, uint64 1000) from 0x00000000000000000000000000000000000000aa time 1700000000
//? placeOrder(uint96 60, uint96 10) value 600 from 0x00000000000000000000000000000000000000bb time 1700000100
//? placeOrder(uint96 50, uint96 12) value 600 from 0x00000000000000000000000000000000000000cc time 1700000100
//? placeOrder(uint96 40, uint96 8) value 320 from 0x00000000000000000000000000000000000000dd time 1700000100
//? placeOrder(uint96 40, uint96 8) value 321 from 0x00000000000000000000000000000000000000dd time 1700000100
//? placeOrder(uint96 30, uint96 10) value 300 from 0x00000000000000000000000000000000000000ee time 1700000200
//? placeOrder(uint96 1, uint96 4) value 4 from 0x00000000000000000000000000000000000000f1 time 1700000200
//? cancelOrder(uint256 2) from 0x00000000000000000000000000000000000000bb time 1700000300
//? cancelOrder(uint256 2) from 0x00000000000000000000000000000000000000dd time 1700000300
//? preview() time 1700000300
//? settle() time 1700000999
//? settle() time 1700001000
//? settle() time 1700001001
//? placeOrder(uint96 1, uint96 100) value 100 from 0x00000000000000000000000000000000000000f1 time 1700001001
//? claim(uint256 0)
//? claim(uint256 1)
//? claim(uint256 3)
//? claim(uint256 4)
//? claim(uint256 1)
//? bought(address 0x00000000000000000000000000000000000000cc)
//? refunds(address 0x00000000000000000000000000000000000000cc)
//? revenue()

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract BatchAuction {
    struct Order {
        address owner;
        uint96 amount;
        uint96 price;
        bool closed;
    }

    uint256 public immutable supply;
    uint64 public immutable endsAt;
    uint96 public constant RESERVE = 5;
    Order[] public orders;
    uint96 public clearingPrice;
    uint256 private marginalNumerator;
    uint256 private marginalDenominator;
    bool public settled;
    uint256 public revenue;
    mapping(address => uint256) public bought;
    mapping(address => uint256) public refunds;

    event OrderPlaced(uint256 indexed id, address indexed owner, uint96 amount, uint96 price);
    event OrderCancelled(uint256 indexed id);
    event Settled(uint96 price, uint256 sold);

    error WrongTime(uint64 endsAt, uint256 time);
    error WrongPayment(uint256 sent, uint256 needed);

    modifier beforeEnd() {
        if (block.timestamp >= endsAt) revert WrongTime(endsAt, block.timestamp);
        _;
    }

    modifier afterEnd() {
        if (block.timestamp < endsAt) revert WrongTime(endsAt, block.timestamp);
        _;
    }

    constructor(uint256 supply_, uint64 duration) {
        (supply, endsAt) = (supply_, uint64(block.timestamp) + duration);
    }

    function placeOrder(uint96 amount, uint96 price) external payable beforeEnd returns (uint256 id) {
        uint256 needed = uint256(amount) * price;
        if (msg.value != needed) revert WrongPayment(msg.value, needed);
        id = orders.length;
        orders.push(Order(msg.sender, amount, price, false));
        emit OrderPlaced(id, msg.sender, amount, price);
    }

    function cancelOrder(uint256 id) external beforeEnd {
        Order storage order = orders[id];
        require(order.owner == msg.sender && !order.closed, "not your order");
        order.closed = true;
        refunds[msg.sender] += uint256(order.amount) * order.price;
        emit OrderCancelled(id);
    }

    function preview() public view returns (uint96 price, uint256 sold, uint256 numerator, uint256 denominator) {
        uint256[] memory sorted = _sorted();
        uint256 left = supply;
        for (uint256 i = 0; i < sorted.length; ) {
            uint96 level = orders[sorted[i]].price;
            if (level < RESERVE) break;
            uint256 demand = 0;
            for (; i < sorted.length && orders[sorted[i]].price == level; i++) {
                demand += orders[sorted[i]].amount;
            }
            price = level;
            if (demand >= left) {
                return (price, supply, left, demand);
            }
            left -= demand;
        }
        sold = supply - left;
        (numerator, denominator) = (1, 1);
        if (price > RESERVE) price = RESERVE;
    }

    function settle() external afterEnd {
        require(!settled, "settled");
        uint256 sold;
        (clearingPrice, sold, marginalNumerator, marginalDenominator) = preview();
        settled = true;
        revenue = sold * clearingPrice;
        emit Settled(clearingPrice, sold);
    }

    function claim(uint256 id) external returns (uint256 filled, uint256 refund) {
        require(settled, "not settled");
        Order storage order = orders[id];
        require(!order.closed, "closed");
        order.closed = true;
        uint256 paid = uint256(order.amount) * order.price;
        if (order.price > clearingPrice) filled = order.amount;
        else if (order.price == clearingPrice) filled = order.amount * marginalNumerator / marginalDenominator;
        refund = paid - filled * clearingPrice;
        bought[order.owner] += filled;
        refunds[order.owner] += refund;
    }

    /// @dev Ids of open orders, the highest price first, older ones first among equal prices.
    function _sorted() private view returns (uint256[] memory ids) {
        uint256 n = 0;
        uint256[] memory open = new uint256[](orders.length);
        for (uint256 id = 0; id < orders.length; id++) {
            if (orders[id].closed) continue;
            uint256 j = n;
            while (j > 0 && orders[open[j - 1]].price < orders[id].price) {
                open[j] = open[j - 1];
                unchecked { --j; }
            }
            open[j] = id;
            ++n;
        }
        ids = new uint256[](n);
        for (uint256 i = 0; i < n; i++) ids[i] = open[i];
    }
}

//= deploy: ok
//= placeOrder(uint96,uint96): ok 0
//=   event OrderPlaced(uint256,address,uint96,uint96) [0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x000000000000000000000000000000000000000000000000000000000000003c000000000000000000000000000000000000000000000000000000000000000a
//= placeOrder(uint96,uint96): ok 1
//=   event OrderPlaced(uint256,address,uint96,uint96) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x0000000000000000000000000000000000000000000000000000000000000032000000000000000000000000000000000000000000000000000000000000000c
//= placeOrder(uint96,uint96): ok 2
//=   event OrderPlaced(uint256,address,uint96,uint96) [0x0000000000000000000000000000000000000000000000000000000000000002, 0x00000000000000000000000000000000000000000000000000000000000000dd] 0x00000000000000000000000000000000000000000000000000000000000000280000000000000000000000000000000000000000000000000000000000000008
//= placeOrder(uint96,uint96): revert WrongPayment(uint256,uint256) (321, 320)
//= placeOrder(uint96,uint96): ok 3
//=   event OrderPlaced(uint256,address,uint96,uint96) [0x0000000000000000000000000000000000000000000000000000000000000003, 0x00000000000000000000000000000000000000000000000000000000000000ee] 0x000000000000000000000000000000000000000000000000000000000000001e000000000000000000000000000000000000000000000000000000000000000a
//= placeOrder(uint96,uint96): ok 4
//=   event OrderPlaced(uint256,address,uint96,uint96) [0x0000000000000000000000000000000000000000000000000000000000000004, 0x00000000000000000000000000000000000000000000000000000000000000f1] 0x00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000004
//= cancelOrder(uint256): revert "not your order"
//= cancelOrder(uint256): ok
//=   event OrderCancelled(uint256) [0x0000000000000000000000000000000000000000000000000000000000000002] 0x
//= preview(): ok 10, 100, 50, 90
//= settle(): revert WrongTime(uint64,uint256) (1700001000, 1700000999)
//= settle(): ok
//=   event Settled(uint96,uint256) [] 0x000000000000000000000000000000000000000000000000000000000000000a0000000000000000000000000000000000000000000000000000000000000064
//= settle(): revert "settled"
//= placeOrder(uint96,uint96): revert WrongTime(uint64,uint256) (1700001000, 1700001001)
//= claim(uint256): ok 33, 270
//= claim(uint256): ok 50, 100
//= claim(uint256): ok 16, 140
//= claim(uint256): ok 0, 4
//= claim(uint256): revert "closed"
//= bought(address): ok 50
//= refunds(address): ok 100
//= revenue(): ok 1000
