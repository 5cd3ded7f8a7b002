// Multi-signature wallet: submit, confirm, revoke, execute; execution is an event and an accounting entry.
//? deploy(address[] [0x00000000000000000000000000000000000000aa, 0x00000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000cc], uint256 2) from 0x00000000000000000000000000000000000000dd
//? deposit() value 1000 from 0x00000000000000000000000000000000000000ee
//? propose(address 0x00000000000000000000000000000000000000f1, uint256 400, bytes 0xdeadbeef) from 0x00000000000000000000000000000000000000aa
//? propose(address 0x00000000000000000000000000000000000000f1, uint256 400, bytes 0x) from 0x00000000000000000000000000000000000000dd
//? propose(address 0x00000000000000000000000000000000000000f2, uint256 700, bytes 0x) from 0x00000000000000000000000000000000000000bb
//? agree(uint256 0) from 0x00000000000000000000000000000000000000aa
//? agree(uint256 0) from 0x00000000000000000000000000000000000000aa
//? carryOut(uint256 0) from 0x00000000000000000000000000000000000000aa
//? agree(uint256 0) from 0x00000000000000000000000000000000000000bb
//? takeBack(uint256 0) from 0x00000000000000000000000000000000000000aa
//? carryOut(uint256 0) from 0x00000000000000000000000000000000000000aa
//? agree(uint256 0) from 0x00000000000000000000000000000000000000cc
//? carryOut(uint256 0) from 0x00000000000000000000000000000000000000cc
//? carryOut(uint256 0) from 0x00000000000000000000000000000000000000cc
//? agree(uint256 1) from 0x00000000000000000000000000000000000000aa
//? agree(uint256 1) from 0x00000000000000000000000000000000000000bb
//? carryOut(uint256 1) from 0x00000000000000000000000000000000000000bb
//? agree(uint256 2) from 0x00000000000000000000000000000000000000bb
//? orderAt(uint256 0)
//? getOwners()
//? held()
//? agreed(uint256 1, address 0x00000000000000000000000000000000000000bb)
//? supporters(uint256 0)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract SharedWallet {
    event Deposit(address indexed sender, uint256 amount, uint256 balance);
    event Proposed(
        address indexed owner, uint256 indexed index, address indexed to, uint256 value, bytes data
    );
    event Agreed(address indexed owner, uint256 indexed index);
    event TakenBack(address indexed owner, uint256 indexed index);
    event CarriedOut(address indexed owner, uint256 indexed index, bytes32 dataHash);

    address[] public owners;
    mapping(address => bool) public isOwner;
    uint256 public needed;
    uint256 public held;

    struct Order {
        address to;
        uint256 value;
        bytes data;
        bool done;
        uint256 votes;
    }

    mapping(uint256 => mapping(address => bool)) public agreed;
    Order[] public orders;

    modifier onlyOwner() {
        require(isOwner[msg.sender], "only owners may do that");
        _;
    }

    modifier known(uint256 index) {
        require(index < orders.length, "there is no such order");
        _;
    }

    modifier isOpen(uint256 index) {
        require(!orders[index].done, "the order is done");
        _;
    }

    modifier notYet(uint256 index) {
        require(!agreed[index][msg.sender], "you agreed before");
        _;
    }

    constructor(address[] memory owners_, uint256 required_) {
        require(owners_.length > 0, "there must be an owner");
        require(required_ > 0 && required_ <= owners_.length, "nobody could agree");

        for (uint256 i = 0; i < owners_.length; i++) {
            address owner = owners_[i];
            require(owner != address(0), "an owner is zero");
            require(!isOwner[owner], "an owner stands twice");
            isOwner[owner] = true;
            owners.push(owner);
        }
        needed = required_;
    }

    function deposit() external payable {
        held += msg.value;
        emit Deposit(msg.sender, msg.value, held);
    }

    function propose(address to_, uint256 value_, bytes memory data_) public onlyOwner {
        uint256 index = orders.length;
        orders.push(
            Order({to: to_, value: value_, data: data_, done: false, votes: 0})
        );
        emit Proposed(msg.sender, index, to_, value_, data_);
    }

    function agree(uint256 index)
        public
        onlyOwner
        known(index)
        isOpen(index)
        notYet(index)
    {
        Order storage order = orders[index];
        order.votes += 1;
        agreed[index][msg.sender] = true;
        emit Agreed(msg.sender, index);
    }

    function carryOut(uint256 index)
        public
        onlyOwner
        known(index)
        isOpen(index)
    {
        Order storage order = orders[index];
        require(order.votes >= needed, "too few owners agree");
        require(held >= order.value, "not enough is held");
        order.done = true;
        held -= order.value;
        emit CarriedOut(msg.sender, index, keccak256(order.data));
    }

    function takeBack(uint256 index)
        public
        onlyOwner
        known(index)
        isOpen(index)
    {
        Order storage order = orders[index];
        require(agreed[index][msg.sender], "you did not agree");
        order.votes -= 1;
        agreed[index][msg.sender] = false;
        emit TakenBack(msg.sender, index);
    }

    function getOwners() public view returns (address[] memory) {
        return owners;
    }

    function supporters(uint256 index) external view returns (address[] memory list) {
        address[] memory found = new address[](owners.length);
        uint256 count = 0;
        for (uint256 i = 0; i < owners.length; i++) {
            if (agreed[index][owners[i]]) {
                found[count++] = owners[i];
            }
        }
        list = new address[](count);
        for (uint256 i = 0; i < count; i++) {
            list[i] = found[i];
        }
    }

    function orderAt(uint256 index)
        public
        view
        returns (address to, uint256 value, bytes memory data, bool done, uint256 votes)
    {
        Order storage order = orders[index];
        return (
            order.to,
            order.value,
            order.data,
            order.done,
            order.votes
        );
    }
}

//= deploy: ok
//= deposit(): ok
//=   event Deposit(address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000ee] 0x00000000000000000000000000000000000000000000000000000000000003e800000000000000000000000000000000000000000000000000000000000003e8
//= propose(address,uint256,bytes): ok
//=   event Proposed(address,uint256,address,uint256,bytes) [0x00000000000000000000000000000000000000000000000000000000000000aa, 0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000f1] 0x000000000000000000000000000000000000000000000000000000000000019000000000000000000000000000000000000000000000000000000000000000400000000000000000000000000000000000000000000000000000000000000004deadbeef00000000000000000000000000000000000000000000000000000000
//= propose(address,uint256,bytes): revert "only owners may do that"
//= propose(address,uint256,bytes): ok
//=   event Proposed(address,uint256,address,uint256,bytes) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000001, 0x00000000000000000000000000000000000000000000000000000000000000f2] 0x00000000000000000000000000000000000000000000000000000000000002bc00000000000000000000000000000000000000000000000000000000000000400000000000000000000000000000000000000000000000000000000000000000
//= agree(uint256): ok
//=   event Agreed(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000aa, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x
//= agree(uint256): revert "you agreed before"
//= carryOut(uint256): revert "too few owners agree"
//= agree(uint256): ok
//=   event Agreed(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x
//= takeBack(uint256): ok
//=   event TakenBack(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000aa, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x
//= carryOut(uint256): revert "too few owners agree"
//= agree(uint256): ok
//=   event Agreed(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x
//= carryOut(uint256): ok
//=   event CarriedOut(address,uint256,bytes32) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x0000000000000000000000000000000000000000000000000000000000000000] 0xd4fd4e189132273036449fc9e11198c739161b4c0116a9a2dccdfa1c492006f1
//= carryOut(uint256): revert "the order is done"
//= agree(uint256): ok
//=   event Agreed(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000aa, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x
//= agree(uint256): ok
//=   event Agreed(address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x
//= carryOut(uint256): revert "not enough is held"
//= agree(uint256): revert "there is no such order"
//= orderAt(uint256): ok 0x00000000000000000000000000000000000000f1, 400, 0xdeadbeef, true, 2
//= getOwners(): ok [0x00000000000000000000000000000000000000aa, 0x00000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000cc]
//= held(): ok 600
//= agreed(uint256,address): ok true
//= supporters(uint256): ok [0x00000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000cc]
