// The bank of every course: accounts, deposits, withdrawals, transfers, interest, loans, a closed account.
//? deploy from 0x00000000000000000000000000000000000000aa time 1700000000
//? openAccount(string "Ada") from 0x00000000000000000000000000000000000000bb
//? openAccount(string "Ada again") from 0x00000000000000000000000000000000000000bb
//? openAccount(string "Bob") from 0x00000000000000000000000000000000000000cc
//? deposit() value 1000 from 0x00000000000000000000000000000000000000bb time 1700000000
//? deposit() value 5 from 0x00000000000000000000000000000000000000dd
//? withdraw(uint256 1001) from 0x00000000000000000000000000000000000000bb time 1700000000
//? withdraw(uint256 100) from 0x00000000000000000000000000000000000000bb time 1700000000
//? transferTo(address 0x00000000000000000000000000000000000000cc, uint256 300) from 0x00000000000000000000000000000000000000bb time 1700000000
//? transferTo(address 0x00000000000000000000000000000000000000ee, uint256 300) from 0x00000000000000000000000000000000000000bb time 1700000000
//? balance() from 0x00000000000000000000000000000000000000bb time 1731536000
//? withdraw(uint256 0) from 0x00000000000000000000000000000000000000bb time 1731536000
//? takeLoan(uint256 700) from 0x00000000000000000000000000000000000000cc time 1700000000
//? takeLoan(uint256 600) from 0x00000000000000000000000000000000000000cc time 1700000000
//? takeLoan(uint256 1) from 0x00000000000000000000000000000000000000cc time 1700000000
//? repay() value 500 from 0x00000000000000000000000000000000000000cc time 1700000001
//? repay() value 161 from 0x00000000000000000000000000000000000000cc time 1700000001
//? repay() value 160 from 0x00000000000000000000000000000000000000cc time 1700000001
//? statement(uint256 2) from 0x00000000000000000000000000000000000000cc
//? closeAccount() from 0x00000000000000000000000000000000000000cc
//? accountOf(address 0x00000000000000000000000000000000000000cc)
//? closeAccount() from 0x00000000000000000000000000000000000000bb time 1731536000
//? totalDeposits()
//? statement(uint256 10) from 0x00000000000000000000000000000000000000cc
//? setInterest(uint16 600) from 0x00000000000000000000000000000000000000bb
//? setInterest(uint16 10001) from 0x00000000000000000000000000000000000000aa

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity >=0.8.2 <0.9.0;

contract SimpleBank {
    enum Kind { Deposit, Withdrawal, TransferIn, TransferOut, Interest, Loan, Repayment }

    struct Entry {
        Kind kind;
        int256 amount;
        uint256 time;
    }

    struct Account {
        string holder;
        uint256 balance;
        uint256 updatedAt;
        uint256 loan;
        bool open;
    }

    address owner;
    uint16 public interestBps = 500;
    uint256 public totalDeposits;
    mapping(address => Account) accounts;
    mapping(address => Entry[]) entries;

    event LogEntry(address indexed account, Kind indexed kind, int256 amount, uint256 newBalance);

    constructor() {
        owner = msg.sender;
    }

    modifier hasAccount() {
        require(accounts[msg.sender].open, "SimpleBank: you have no account");
        _;
    }

    modifier accrue(address who) {
        Account storage account = accounts[who];
        uint256 interest = pendingInterest(who);
        account.updatedAt = block.timestamp;
        if (interest > 0) book(who, Kind.Interest, int256(interest));
        _;
    }

    function openAccount(string memory holder) public {
        require(!accounts[msg.sender].open, "SimpleBank: you have an account");
        accounts[msg.sender] = Account(holder, 0, block.timestamp, 0, true);
    }

    function pendingInterest(address who) internal view returns (uint256) {
        Account memory a = accounts[who];
        return a.balance * interestBps * (block.timestamp - a.updatedAt) / 10000 / 365 days;
    }

    function balance() public view hasAccount returns (uint256) {
        return accounts[msg.sender].balance + pendingInterest(msg.sender);
    }

    function deposit() public payable hasAccount accrue(msg.sender) {
        book(msg.sender, Kind.Deposit, int256(msg.value));
    }

    function withdraw(uint256 amount) public hasAccount accrue(msg.sender) returns (uint256) {
        require(amount <= accounts[msg.sender].balance, "SimpleBank: insufficient funds");
        book(msg.sender, Kind.Withdrawal, -int256(amount));
        return accounts[msg.sender].balance;
    }

    function transferTo(address to, uint256 amount) public hasAccount accrue(msg.sender) accrue(to) {
        require(accounts[to].open, "SimpleBank: the receiver has no account");
        require(amount <= accounts[msg.sender].balance, "SimpleBank: insufficient funds");
        book(msg.sender, Kind.TransferOut, -int256(amount));
        book(to, Kind.TransferIn, int256(amount));
    }

    function takeLoan(uint256 amount) public hasAccount accrue(msg.sender) {
        Account storage a = accounts[msg.sender];
        require(a.loan == 0, "SimpleBank: repay first");
        require(amount <= 2 * a.balance, "SimpleBank: too much");
        a.loan = amount + amount / 10;
        book(msg.sender, Kind.Loan, int256(amount));
    }

    function repay() public payable hasAccount {
        Account storage a = accounts[msg.sender];
        require(msg.value <= a.loan, "SimpleBank: more than the loan");
        a.loan -= msg.value;
        entries[msg.sender].push(Entry(Kind.Repayment, int256(msg.value), block.timestamp));
    }

    function closeAccount() public hasAccount accrue(msg.sender) returns (uint256 paid) {
        require(accounts[msg.sender].loan == 0, "SimpleBank: open loan");
        paid = accounts[msg.sender].balance;
        totalDeposits -= paid;
        delete accounts[msg.sender];
        delete entries[msg.sender];
    }

    function accountOf(address who) public view returns (Account memory) {
        return accounts[who];
    }

    function statement(uint256 limit) public view returns (Entry[] memory last) {
        Entry[] storage all = entries[msg.sender];
        uint256 n = all.length < limit ? all.length : limit;
        last = new Entry[](n);
        for (uint256 i = 0; i < n; i++) {
            last[i] = all[all.length - n + i];
        }
    }

    function setInterest(uint16 bps) public {
        require(msg.sender == owner, "SimpleBank: owner only");
        require(bps <= 10000, "SimpleBank: more than everything");
        interestBps = bps;
    }

    function book(address who, Kind kind, int256 amount) private {
        Account storage a = accounts[who];
        a.balance = uint256(int256(a.balance) + amount);
        totalDeposits = uint256(int256(totalDeposits) + amount);
        entries[who].push(Entry({kind: kind, amount: amount, time: block.timestamp}));
        emit LogEntry(who, kind, amount, a.balance);
    }
}

//= deploy: ok
//= openAccount(string): ok
//= openAccount(string): revert "SimpleBank: you have an account"
//= openAccount(string): ok
//= deposit(): ok
//=   event LogEntry(address,uint8,int256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x00000000000000000000000000000000000000000000000000000000000003e800000000000000000000000000000000000000000000000000000000000003e8
//= deposit(): revert "SimpleBank: you have no account"
//= withdraw(uint256): revert "SimpleBank: insufficient funds"
//= withdraw(uint256): ok 900
//=   event LogEntry(address,uint8,int256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000001] 0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff9c0000000000000000000000000000000000000000000000000000000000000384
//= transferTo(address,uint256): ok
//=   event LogEntry(address,uint8,int256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000003] 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed40000000000000000000000000000000000000000000000000000000000000258
//=   event LogEntry(address,uint8,int256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x0000000000000000000000000000000000000000000000000000000000000002] 0x000000000000000000000000000000000000000000000000000000000000012c000000000000000000000000000000000000000000000000000000000000012c
//= transferTo(address,uint256): revert "SimpleBank: the receiver has no account"
//= balance(): ok 630
//= withdraw(uint256): ok 630
//=   event LogEntry(address,uint8,int256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000004] 0x000000000000000000000000000000000000000000000000000000000000001e0000000000000000000000000000000000000000000000000000000000000276
//=   event LogEntry(address,uint8,int256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x0000000000000000000000000000000000000000000000000000000000000001] 0x00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000276
//= takeLoan(uint256): revert "SimpleBank: too much"
//= takeLoan(uint256): ok
//=   event LogEntry(address,uint8,int256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x0000000000000000000000000000000000000000000000000000000000000005] 0x00000000000000000000000000000000000000000000000000000000000002580000000000000000000000000000000000000000000000000000000000000384
//= takeLoan(uint256): revert "SimpleBank: repay first"
//= repay(): ok
//= repay(): revert "SimpleBank: more than the loan"
//= repay(): ok
//= statement(uint256): ok [(6, 500, 1700000001), (6, 160, 1700000001)]
//= closeAccount(): ok 900
//= accountOf(address): ok ("", 0, 0, 0, false)
//= closeAccount(): ok 630
//= totalDeposits(): ok 0
//= statement(uint256): ok []
//= setInterest(uint16): revert "SimpleBank: owner only"
//= setInterest(uint16): revert "SimpleBank: more than everything"
