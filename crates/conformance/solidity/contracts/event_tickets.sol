// Tickets for events: categories with seats, a resale limit, check-in by codes, refunds after cancellation.
//? createEvent(string "Concert", uint32 1700100000, uint16[] [2, 1], uint96[] [50, 120]) from 0x00000000000000000000000000000000000000aa time 1700000000
//? createEvent(string "Past", uint32 1600000000, uint16[] [2], uint96[] [50]) from 0x00000000000000000000000000000000000000aa time 1700000000
//? createEvent(string "Odd", uint32 1700100000, uint16[] [2, 1], uint96[] [50]) from 0x00000000000000000000000000000000000000aa time 1700000000
//? buy(uint256 0, uint8 0) value 50 from 0x00000000000000000000000000000000000000bb time 1700000100
//? buy(uint256 0, uint8 0) value 49 from 0x00000000000000000000000000000000000000cc time 1700000100
//? buy(uint256 0, uint8 0) value 50 from 0x00000000000000000000000000000000000000cc time 1700000100
//? buy(uint256 0, uint8 0) value 50 from 0x00000000000000000000000000000000000000dd time 1700000100
//? buy(uint256 0, uint8 2) value 50 from 0x00000000000000000000000000000000000000dd time 1700000100
//? buy(uint256 0, uint8 1) value 120 from 0x00000000000000000000000000000000000000dd time 1700000100
//? seatsLeft(uint256 0)
//? offer(uint256 1, uint96 56) from 0x00000000000000000000000000000000000000bb
//? offer(uint256 1, uint96 55) from 0x00000000000000000000000000000000000000cc
//? offer(uint256 1, uint96 55) from 0x00000000000000000000000000000000000000bb
//? buyResale(uint256 1) value 55 from 0x00000000000000000000000000000000000000ee time 1700000200
//? buyResale(uint256 1) value 55 from 0x00000000000000000000000000000000000000dd time 1700000200
//? checkIn(uint256 1, string "wrong") from 0x00000000000000000000000000000000000000aa time 1700099000
//? setCode(uint256 1, bytes32 0x4f9f3ab3ec1b9a4ddb1e5d7b2a8e8f04d96a1f0c6d6f3f0ed2b0f4f2a6cda2f0) from 0x00000000000000000000000000000000000000ee
//? setCodeOpen(uint256 1, string "sesame") from 0x00000000000000000000000000000000000000ee
//? checkIn(uint256 1, string "sesame") from 0x00000000000000000000000000000000000000bb time 1700099000
//? checkIn(uint256 1, string "sesame") from 0x00000000000000000000000000000000000000aa time 1700099000
//? checkIn(uint256 1, string "sesame") from 0x00000000000000000000000000000000000000aa time 1700099000
//? cancelEvent(uint256 0) from 0x00000000000000000000000000000000000000aa time 1700099500
//? refund(uint256 2) from 0x00000000000000000000000000000000000000cc
//? refund(uint256 1) from 0x00000000000000000000000000000000000000ee
//? credit(address 0x00000000000000000000000000000000000000bb)
//? credit(address 0x00000000000000000000000000000000000000cc)
//? tickets(uint256 1)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract EventTickets {
    struct Category {
        uint16 capacity;
        uint16 sold;
        uint96 price;
    }

    struct Happening {
        string title;
        address organiser;
        uint32 startsAt;
        bool cancelled;
        Category[] categories;
    }

    struct Ticket {
        uint256 eventId;
        address holder;
        uint96 resalePrice;
        uint8 category;
        bool used;
        bytes32 codeHash;
    }

    Happening[] private happenings;
    mapping(uint256 => Ticket) public tickets;
    mapping(address => uint256) public credit;
    uint256 private lastTicket;

    uint256 private constant MAX_RESALE_PERCENT = 110;

    event Created(uint256 indexed id, string title, uint32 startsAt);
    event Sold(uint256 indexed ticket, address indexed to, uint96 price);
    event CheckedIn(uint256 indexed ticket);

    error SoldOut(uint256 id, uint8 category);
    error NotHolder(uint256 ticket, address holder);
    error TooExpensive(uint96 asked, uint256 allowed);

    modifier onlyHolder(uint256 ticket) {
        if (tickets[ticket].holder != msg.sender) revert NotHolder(ticket, tickets[ticket].holder);
        _;
    }

    modifier onlyOrganiser(uint256 id) {
        require(happenings[id].organiser == msg.sender, "not the organiser");
        _;
    }

    function createEvent(
        string calldata title,
        uint32 startsAt,
        uint16[] calldata capacities,
        uint96[] calldata prices
    ) external returns (uint256 id) {
        require(startsAt > block.timestamp, "in the past");
        require(capacities.length == prices.length, "lengths differ");
        id = happenings.length;
        Happening storage h = happenings.push();
        h.title = title;
        h.organiser = msg.sender;
        h.startsAt = startsAt;
        for (uint256 i = 0; i < prices.length; i++) {
            h.categories.push(Category({capacity: capacities[i], sold: 0, price: prices[i]}));
        }
        emit Created(id, title, startsAt);
    }

    function buy(uint256 id, uint8 category) external payable returns (uint256 ticket) {
        Happening storage h = happenings[id];
        require(!h.cancelled && block.timestamp < h.startsAt, "no sale");
        Category storage c = h.categories[category];
        require(msg.value == c.price, "wrong price");
        if (c.sold == c.capacity) revert SoldOut(id, category);
        c.sold++;
        ticket = ++lastTicket;
        Ticket memory t;
        t.eventId = id;
        t.holder = msg.sender;
        t.category = category;
        tickets[ticket] = t;
        credit[h.organiser] += msg.value;
        emit Sold(ticket, msg.sender, c.price);
    }

    function seatsLeft(uint256 id) external view returns (uint16[] memory left) {
        Category[] memory list = happenings[id].categories;
        left = new uint16[](list.length);
        for (uint256 i = 0; i < list.length; i++) left[i] = list[i].capacity - list[i].sold;
    }

    function offer(uint256 ticket, uint96 price) external onlyHolder(ticket) {
        Ticket storage t = tickets[ticket];
        uint256 allowed = _priceOf(t) * MAX_RESALE_PERCENT / 100;
        if (price > allowed) revert TooExpensive(price, allowed);
        t.resalePrice = price;
    }

    function buyResale(uint256 ticket) external payable {
        Ticket storage t = tickets[ticket];
        require(t.resalePrice != 0 && !t.used, "not for sale");
        require(msg.value == t.resalePrice, "wrong price");
        credit[t.holder] += msg.value;
        (t.holder, t.resalePrice, t.codeHash) = (msg.sender, 0, bytes32(0));
        emit Sold(ticket, msg.sender, uint96(msg.value));
    }

    function setCode(uint256 ticket, bytes32 codeHash) public onlyHolder(ticket) {
        tickets[ticket].codeHash = codeHash;
    }

    function setCodeOpen(uint256 ticket, string memory code) external {
        setCode(ticket, keccak256(abi.encodePacked(ticket, code)));
    }

    function checkIn(uint256 ticket, string memory code) external onlyOrganiser(tickets[ticket].eventId) {
        Ticket storage t = tickets[ticket];
        require(!t.used, "used");
        require(t.codeHash == keccak256(abi.encodePacked(ticket, code)), "wrong code");
        t.used = true;
        emit CheckedIn(ticket);
    }

    function cancelEvent(uint256 id) external onlyOrganiser(id) {
        happenings[id].cancelled = true;
    }

    function refund(uint256 ticket) external onlyHolder(ticket) {
        Ticket storage t = tickets[ticket];
        Happening storage h = happenings[t.eventId];
        require(h.cancelled && !t.used, "no refund");
        uint256 price = _priceOf(t);
        delete tickets[ticket];
        credit[h.organiser] -= price;
        credit[msg.sender] += price;
    }

    function _priceOf(Ticket storage t) private view returns (uint256) {
        return happenings[t.eventId].categories[t.category].price;
    }
}

//= deploy: ok
//= createEvent(string,uint32,uint16[],uint96[]): ok 0
//=   event Created(uint256,string,uint32) [0x0000000000000000000000000000000000000000000000000000000000000000] 0x000000000000000000000000000000000000000000000000000000000000004000000000000000000000000000000000000000000000000000000000655577a00000000000000000000000000000000000000000000000000000000000000007436f6e6365727400000000000000000000000000000000000000000000000000
//= createEvent(string,uint32,uint16[],uint96[]): revert "in the past"
//= createEvent(string,uint32,uint16[],uint96[]): revert "lengths differ"
//= buy(uint256,uint8): ok 1
//=   event Sold(uint256,address,uint96) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x0000000000000000000000000000000000000000000000000000000000000032
//= buy(uint256,uint8): revert "wrong price"
//= buy(uint256,uint8): ok 2
//=   event Sold(uint256,address,uint96) [0x0000000000000000000000000000000000000000000000000000000000000002, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x0000000000000000000000000000000000000000000000000000000000000032
//= buy(uint256,uint8): revert SoldOut(uint256,uint8) (0, 0)
//= buy(uint256,uint8): panic 0x32
//= buy(uint256,uint8): ok 3
//=   event Sold(uint256,address,uint96) [0x0000000000000000000000000000000000000000000000000000000000000003, 0x00000000000000000000000000000000000000000000000000000000000000dd] 0x0000000000000000000000000000000000000000000000000000000000000078
//= seatsLeft(uint256): ok [0, 0]
//= offer(uint256,uint96): revert TooExpensive(uint96,uint256) (56, 55)
//= offer(uint256,uint96): revert NotHolder(uint256,address) (1, 0x00000000000000000000000000000000000000bb)
//= offer(uint256,uint96): ok
//= buyResale(uint256): ok
//=   event Sold(uint256,address,uint96) [0x0000000000000000000000000000000000000000000000000000000000000001, 0x00000000000000000000000000000000000000000000000000000000000000ee] 0x0000000000000000000000000000000000000000000000000000000000000037
//= buyResale(uint256): revert "not for sale"
//= checkIn(uint256,string): revert "wrong code"
//= setCode(uint256,bytes32): ok
//= setCodeOpen(uint256,string): ok
//= checkIn(uint256,string): revert "not the organiser"
//= checkIn(uint256,string): ok
//=   event CheckedIn(uint256) [0x0000000000000000000000000000000000000000000000000000000000000001] 0x
//= checkIn(uint256,string): revert "used"
//= cancelEvent(uint256): ok
//= refund(uint256): ok
//= refund(uint256): revert "no refund"
//= credit(address): ok 55
//= credit(address): ok 50
//= tickets(uint256): ok 0, 0x00000000000000000000000000000000000000ee, 0, 0, true, 0xbcaca97a2d1ebbf4e9166660079c0da837eb3ed50e7d626435474d958efbf87c
