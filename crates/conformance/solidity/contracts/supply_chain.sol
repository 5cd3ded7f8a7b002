// Items go from farm to shop: roles as flags, states in order, history of each item, temperature checks.
//? deploy from 0x00000000000000000000000000000000000000aa
//? grant(address 0x0000000000000000000000000000000000000001, uint8 1) from 0x00000000000000000000000000000000000000aa
//? grant(address 0x0000000000000000000000000000000000000002, uint8 2) from 0x00000000000000000000000000000000000000aa
//? grant(address 0x0000000000000000000000000000000000000003, uint8 4) from 0x00000000000000000000000000000000000000aa
//? grant(address 0x0000000000000000000000000000000000000003, uint8 8) from 0x00000000000000000000000000000000000000bb
//? harvest(bytes12 0x4150504c4553000000000000, uint32 100) from 0x0000000000000000000000000000000000000002
//? harvest(bytes12 0x4150504c4553000000000000, uint32 100) from 0x0000000000000000000000000000000000000001 time 1700000000
//? ship(uint256 1, int8 -5) from 0x0000000000000000000000000000000000000001
//? ship(uint256 1, int8 -5) from 0x0000000000000000000000000000000000000002 time 1700000100
//? ship(uint256 1, int8 -5) from 0x0000000000000000000000000000000000000002 time 1700000100
//? measure(uint256 1, int8 4) from 0x0000000000000000000000000000000000000002 time 1700000200
//? measure(uint256 1, int8 9) from 0x0000000000000000000000000000000000000002 time 1700000300
//? receive_(uint256 1, uint32 101) from 0x0000000000000000000000000000000000000003 time 1700000400
//? receive_(uint256 1, uint32 95) from 0x0000000000000000000000000000000000000003 time 1700000400
//? sell(uint256 1) value 949 from 0x00000000000000000000000000000000000000bb time 1700000500
//? sell(uint256 1) value 950 from 0x00000000000000000000000000000000000000bb time 1700000500
//? item(uint256 1)
//? historyOf(uint256 1)
//? averageTemperature(uint256 1)
//? averageTemperature(uint256 2)
//? rolesOf(address 0x0000000000000000000000000000000000000003)
//? has(address 0x0000000000000000000000000000000000000003, uint8 4)
//? label(uint256 1)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract SupplyChain {
    enum State { Unknown, Harvested, InTransit, Spoilt, ForSale, Sold }

    struct Step {
        State state;
        address by;
        uint40 at;
    }

    struct Item {
        bytes12 sku;
        uint32 quantity;
        State state;
        address holder;
        int8[] temperatures;
        Step[] steps;
    }

    uint8 public constant FARMER = 1 << 0;
    uint8 public constant CARRIER = 1 << 1;
    uint8 public constant SHOP = 1 << 2;
    int8 private constant MAX_TEMPERATURE = 8;
    uint256 private constant UNIT_PRICE = 10;

    address public immutable authority;
    mapping(address => uint8) public rolesOf;
    mapping(uint256 => Item) private items;
    uint256 public itemCount;

    event StateChanged(uint256 indexed id, State indexed from, State indexed to, address by);
    event Measured(uint256 indexed id, int8 temperature);

    error MissingRole(address who, uint8 role);
    error WrongState(uint256 id, State expected, State actual);
    error QuantityMismatch(uint32 shipped, uint32 received);

    constructor() {
        authority = msg.sender;
    }

    modifier onlyRole(uint8 role) {
        if (!has(msg.sender, role)) revert MissingRole(msg.sender, role);
        _;
    }

    modifier inState(uint256 id, State expected) {
        State actual = items[id].state;
        if (actual != expected) revert WrongState(id, expected, actual);
        _;
    }

    function grant(address who, uint8 role) external {
        require(msg.sender == authority, "not the authority");
        rolesOf[who] |= role;
    }

    function has(address who, uint8 role) public view returns (bool) {
        return rolesOf[who] & role == role;
    }

    function harvest(bytes12 sku, uint32 quantity) external onlyRole(FARMER) returns (uint256 id) {
        id = ++itemCount;
        Item storage it = items[id];
        it.sku = sku;
        it.quantity = quantity;
        _advance(id, State.Harvested);
    }

    function ship(uint256 id, int8 temperature) external onlyRole(CARRIER) inState(id, State.Harvested) {
        _advance(id, State.InTransit);
        _measure(id, temperature);
    }

    function measure(uint256 id, int8 temperature) external onlyRole(CARRIER) inState(id, State.InTransit) {
        _measure(id, temperature);
    }

    function receive_(uint256 id, uint32 quantity) external onlyRole(SHOP) {
        Item storage it = items[id];
        if (it.state != State.InTransit && it.state != State.Spoilt) {
            revert WrongState(id, State.InTransit, it.state);
        }
        if (quantity > it.quantity) revert QuantityMismatch(it.quantity, quantity);
        it.quantity = quantity;
        _advance(id, State.ForSale);
    }

    function sell(uint256 id) external payable inState(id, State.ForSale) {
        require(msg.value == items[id].quantity * UNIT_PRICE, "wrong price");
        _advance(id, State.Sold);
    }

    function item(uint256 id) external view returns (bytes12, uint32, State, address, int8[] memory) {
        Item storage it = items[id];
        return (it.sku, it.quantity, it.state, it.holder, it.temperatures);
    }

    function historyOf(uint256 id) external view returns (Step[] memory) {
        return items[id].steps;
    }

    function averageTemperature(uint256 id) external view returns (int256) {
        int8[] memory t = items[id].temperatures;
        int256 sum;
        for (uint256 i = 0; i < t.length; i++) sum += t[i];
        return sum / int256(t.length);
    }

    function label(uint256 id) external view returns (string memory) {
        bytes12 sku = items[id].sku;
        uint8 n = 0;
        while (n < 12 && sku[n] != 0) n++;
        bytes memory text = new bytes(n);
        for (uint8 i = 0; i < n; i++) text[i] = sku[i];
        return string(text);
    }

    function _measure(uint256 id, int8 temperature) private {
        items[id].temperatures.push(temperature);
        emit Measured(id, temperature);
        if (temperature > MAX_TEMPERATURE) _advance(id, State.Spoilt);
    }

    function _advance(uint256 id, State to) private {
        Item storage it = items[id];
        emit StateChanged(id, it.state, to, msg.sender);
        it.state = to;
        it.holder = msg.sender;
        it.steps.push(Step(to, msg.sender, uint40(block.timestamp)));
    }
}

//= deploy: ok
//= grant(address,uint8): ok
//= grant(address,uint8): ok
//= grant(address,uint8): ok
//= grant(address,uint8): revert "not the authority"
//= harvest(bytes12,uint32): revert MissingRole(address,uint8) (0x0000000000000000000000000000000000000002, 1)
//= harvest(bytes12,uint32): ok 1
//=   event StateChanged(uint256,uint8,uint8,address) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x0000000000000000000000000000000000000000000000000000000000000000, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x0000000000000000000000000000000000000000000000000000000000000001
//= ship(uint256,int8): revert MissingRole(address,uint8) (0x0000000000000000000000000000000000000001, 2)
//= ship(uint256,int8): ok
//=   event StateChanged(uint256,uint8,uint8,address) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x0000000000000000000000000000000000000000000000000000000000000001, 0x0000000000000000000000000000000000000000000000000000000000000002] 0x0000000000000000000000000000000000000000000000000000000000000002
//=   event Measured(uint256,int8) [0x0000000000000000000000000000000000000000000000000000000000000001] 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffb
//= ship(uint256,int8): revert WrongState(uint256,uint8,uint8) (1, 1, 2)
//= measure(uint256,int8): ok
//=   event Measured(uint256,int8) [0x0000000000000000000000000000000000000000000000000000000000000001] 0x0000000000000000000000000000000000000000000000000000000000000004
//= measure(uint256,int8): ok
//=   event Measured(uint256,int8) [0x0000000000000000000000000000000000000000000000000000000000000001] 0x0000000000000000000000000000000000000000000000000000000000000009
//=   event StateChanged(uint256,uint8,uint8,address) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x0000000000000000000000000000000000000000000000000000000000000002, 0x0000000000000000000000000000000000000000000000000000000000000003] 0x0000000000000000000000000000000000000000000000000000000000000002
//= receive_(uint256,uint32): revert QuantityMismatch(uint32,uint32) (100, 101)
//= receive_(uint256,uint32): ok
//=   event StateChanged(uint256,uint8,uint8,address) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x0000000000000000000000000000000000000000000000000000000000000003, 0x0000000000000000000000000000000000000000000000000000000000000004] 0x0000000000000000000000000000000000000000000000000000000000000003
//= sell(uint256): revert "wrong price"
//= sell(uint256): ok
//=   event StateChanged(uint256,uint8,uint8,address) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x0000000000000000000000000000000000000000000000000000000000000004, 0x0000000000000000000000000000000000000000000000000000000000000005] 0x00000000000000000000000000000000000000000000000000000000000000bb
//= item(uint256): ok 0x4150504c4553000000000000, 95, 5, 0x00000000000000000000000000000000000000bb, [-5, 4, 9]
//= historyOf(uint256): ok [(1, 0x0000000000000000000000000000000000000001, 1700000000), (2, 0x0000000000000000000000000000000000000002, 1700000100), (3, 0x0000000000000000000000000000000000000002, 1700000300), (4, 0x0000000000000000000000000000000000000003, 1700000400), (5, 0x00000000000000000000000000000000000000bb, 1700000500)]
//= averageTemperature(uint256): ok 2
//= averageTemperature(uint256): panic 0x12
//= rolesOf(address): ok 4
//= has(address,uint8): ok true
//= label(uint256): ok "APPLES"
