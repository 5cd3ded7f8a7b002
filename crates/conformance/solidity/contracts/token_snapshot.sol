// A token that can tell balances of the past by snapshots, and pays dividends by them.
//? deploy from 0x00000000000000000000000000000000000000aa
//? transfer(address 0x00000000000000000000000000000000000000bb, uint256 300) from 0x00000000000000000000000000000000000000aa
//? snapshot() from 0x00000000000000000000000000000000000000bb
//? snapshot() from 0x00000000000000000000000000000000000000aa
//? transfer(address 0x00000000000000000000000000000000000000cc, uint256 100) from 0x00000000000000000000000000000000000000bb
//? snapshot() from 0x00000000000000000000000000000000000000aa
//? transfer(address 0x00000000000000000000000000000000000000cc, uint256 200) from 0x00000000000000000000000000000000000000bb
//? balanceOfAt(address 0x00000000000000000000000000000000000000bb, uint256 1)
//? balanceOfAt(address 0x00000000000000000000000000000000000000bb, uint256 2)
//? balanceOfAt(address 0x00000000000000000000000000000000000000cc, uint256 1)
//? balanceOfAt(address 0x00000000000000000000000000000000000000cc, uint256 0)
//? balanceOfAt(address 0x00000000000000000000000000000000000000cc, uint256 3)
//? totalSupplyAt(uint256 2)
//? burn(uint256 50) from 0x00000000000000000000000000000000000000aa
//? totalSupplyAt(uint256 2)
//? payDividend(uint256 2) value 1000 from 0x00000000000000000000000000000000000000ee
//? claimDividend(uint256 0) from 0x00000000000000000000000000000000000000bb
//? claimDividend(uint256 0) from 0x00000000000000000000000000000000000000bb
//? claimDividend(uint256 0) from 0x00000000000000000000000000000000000000cc
//? claimDividend(uint256 1) from 0x00000000000000000000000000000000000000cc
//? paid(address 0x00000000000000000000000000000000000000bb)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

library Arrays {
    function findUpperBound(uint256[] storage array, uint256 element) internal view returns (uint256) {
        uint256 low = 0;
        uint256 high = array.length;
        while (low < high) {
            uint256 mid = (low + high) >> 1;
            if (array[mid] > element) high = mid;
            else low = mid + 1;
        }
        if (low > 0 && array[low - 1] == element) return low - 1;
        return low;
    }
}

contract SnapshotToken {
    using Arrays for uint256[];

    struct Snapshots {
        uint256[] ids;
        uint256[] values;
    }

    struct Dividend {
        uint256 snapshotId;
        uint256 amount;
        mapping(address => bool) claimed;
    }

    mapping(address => uint256) public balanceOf;
    uint256 public totalSupply;
    mapping(address => Snapshots) private accountSnapshots;
    Snapshots private supplySnapshots;
    uint256 private currentId;
    Dividend[] private dividends;
    mapping(address => uint256) public paid;
    address private immutable issuer;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event Snapshot(uint256 id);

    constructor() {
        issuer = msg.sender;
        balanceOf[msg.sender] = totalSupply = 1000;
    }

    function snapshot() external returns (uint256) {
        require(msg.sender == issuer, "not the issuer");
        emit Snapshot(++currentId);
        return currentId;
    }

    function transfer(address to, uint256 value) external {
        _update(accountSnapshots[msg.sender], balanceOf[msg.sender]);
        _update(accountSnapshots[to], balanceOf[to]);
        balanceOf[msg.sender] -= value;
        balanceOf[to] += value;
        emit Transfer(msg.sender, to, value);
    }

    function burn(uint256 value) external {
        _update(accountSnapshots[msg.sender], balanceOf[msg.sender]);
        _update(supplySnapshots, totalSupply);
        balanceOf[msg.sender] -= value;
        totalSupply -= value;
        emit Transfer(msg.sender, address(0), value);
    }

    function balanceOfAt(address account, uint256 id) public view returns (uint256) {
        (bool found, uint256 value) = _valueAt(id, accountSnapshots[account]);
        return found ? value : balanceOf[account];
    }

    function totalSupplyAt(uint256 id) public view returns (uint256) {
        (bool found, uint256 value) = _valueAt(id, supplySnapshots);
        return found ? value : totalSupply;
    }

    function payDividend(uint256 id) external payable {
        require(id <= currentId, "no such snapshot");
        Dividend storage d = dividends.push();
        (d.snapshotId, d.amount) = (id, msg.value);
    }

    function claimDividend(uint256 index) external returns (uint256 share) {
        Dividend storage d = dividends[index];
        require(!d.claimed[msg.sender], "claimed");
        d.claimed[msg.sender] = true;
        share = d.amount * balanceOfAt(msg.sender, d.snapshotId) / totalSupplyAt(d.snapshotId);
        paid[msg.sender] += share;
    }

    function _valueAt(uint256 id, Snapshots storage s) private view returns (bool, uint256) {
        require(id > 0, "id is 0");
        require(id <= currentId, "nonexistent id");
        uint256 index = s.ids.findUpperBound(id);
        if (index == s.ids.length) return (false, 0);
        return (true, s.values[index]);
    }

    function _update(Snapshots storage s, uint256 value) private {
        uint256 last = s.ids.length == 0 ? 0 : s.ids[s.ids.length - 1];
        if (last < currentId) {
            s.ids.push(currentId);
            s.values.push(value);
        }
    }
}

//= deploy: ok
//= transfer(address,uint256): ok
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000aa, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x000000000000000000000000000000000000000000000000000000000000012c
//= snapshot(): revert "not the issuer"
//= snapshot(): ok 1
//=   event Snapshot(uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000001
//= transfer(address,uint256): ok
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x0000000000000000000000000000000000000000000000000000000000000064
//= snapshot(): ok 2
//=   event Snapshot(uint256) [] 0x0000000000000000000000000000000000000000000000000000000000000002
//= transfer(address,uint256): ok
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x00000000000000000000000000000000000000000000000000000000000000c8
//= balanceOfAt(address,uint256): ok 300
//= balanceOfAt(address,uint256): ok 200
//= balanceOfAt(address,uint256): ok 0
//= balanceOfAt(address,uint256): revert "id is 0"
//= balanceOfAt(address,uint256): revert "nonexistent id"
//= totalSupplyAt(uint256): ok 1000
//= burn(uint256): ok
//=   event Transfer(address,address,uint256) [0x00000000000000000000000000000000000000000000000000000000000000aa, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x0000000000000000000000000000000000000000000000000000000000000032
//= totalSupplyAt(uint256): ok 1000
//= payDividend(uint256): ok
//= claimDividend(uint256): ok 200
//= claimDividend(uint256): revert "claimed"
//= claimDividend(uint256): ok 100
//= claimDividend(uint256): panic 0x32
//= paid(address): ok 200
