// `using L for *`, methods of structs in storage and memory, chained.
//? run()
//? total()
pragma solidity ^0.8.20;

library Any {
    function twice(uint256 a) internal pure returns (uint256) { return a * 2; }
    function short(bytes32 a) internal pure returns (bytes4) { return bytes4(a); }
    function sum(uint256[] memory a) internal pure returns (uint256 s) {
        for (uint256 i = 0; i < a.length; i++) s += a[i];
    }
}

library Accounts {
    struct Account { uint256 balance; uint256[] history; }

    function credit(Account storage self, uint256 amount) internal returns (Account storage) {
        self.balance += amount;
        self.history.push(amount);
        return self;
    }

    function copy(Account storage self) internal view returns (Account memory) {
        return self;
    }

    function spent(Account memory self, uint256 amount) internal pure returns (Account memory) {
        self.balance -= amount;
        return self;
    }
}

contract Test {
    using Any for *;
    using Accounts for Accounts.Account;
    using {Accounts.spent} for Accounts.Account;

    Accounts.Account private mine;

    function run() external returns (uint256, bytes4, uint256, uint256) {
        mine.credit(5).credit(6).balance += 1;
        Accounts.Account memory c = mine.copy().spent(2).spent(3);
        return (c.balance.twice(), bytes32("abcdef").short(), c.history.sum(), mine.balance);
    }

    function total() external view returns (uint256) {
        return mine.history.sum();
    }
}

//= deploy: ok
//= run(): ok 14, 0x61626364, 11, 12
//= total(): ok 11
