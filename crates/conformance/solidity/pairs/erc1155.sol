// ERC-1155 multi token: batches, operators, ids of several kinds.
//? deploy from 0x00000000000000000000000000000000000000aa
//? mint(address 0x00000000000000000000000000000000000000bb, uint256 1, uint256 100, bytes 0x) from 0x00000000000000000000000000000000000000aa
//? mintBatch(address 0x00000000000000000000000000000000000000bb, uint256[] [2, 3], uint256[] [20, 1], bytes 0x01) from 0x00000000000000000000000000000000000000aa
//? mintBatch(address 0x00000000000000000000000000000000000000bb, uint256[] [2, 3], uint256[] [20], bytes 0x) from 0x00000000000000000000000000000000000000aa
//? mint(address 0x00000000000000000000000000000000000000bb, uint256 1, uint256 100, bytes 0x) from 0x00000000000000000000000000000000000000bb
//? safeTransferFrom(address 0x00000000000000000000000000000000000000bb, address 0x00000000000000000000000000000000000000cc, uint256 1, uint256 40, bytes 0x) from 0x00000000000000000000000000000000000000bb
//? safeTransferFrom(address 0x00000000000000000000000000000000000000bb, address 0x00000000000000000000000000000000000000cc, uint256 1, uint256 61, bytes 0x) from 0x00000000000000000000000000000000000000bb
//? safeTransferFrom(address 0x00000000000000000000000000000000000000bb, address 0x00000000000000000000000000000000000000cc, uint256 1, uint256 1, bytes 0x) from 0x00000000000000000000000000000000000000dd
//? setApprovalForAll(address 0x00000000000000000000000000000000000000dd, bool true) from 0x00000000000000000000000000000000000000bb
//? setApprovalForAll(address 0x00000000000000000000000000000000000000bb, bool true) from 0x00000000000000000000000000000000000000bb
//? safeBatchTransferFrom(address 0x00000000000000000000000000000000000000bb, address 0x00000000000000000000000000000000000000cc, uint256[] [1, 2], uint256[] [10, 20], bytes 0xabcd) from 0x00000000000000000000000000000000000000dd
//? safeBatchTransferFrom(address 0x00000000000000000000000000000000000000bb, address 0x0000000000000000000000000000000000000000, uint256[] [1], uint256[] [1], bytes 0x) from 0x00000000000000000000000000000000000000dd
//? balanceOfBatch(address[] [0x00000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000cc, 0x00000000000000000000000000000000000000cc], uint256[] [1, 1, 2])
//? balanceOfBatch(address[] [0x00000000000000000000000000000000000000bb], uint256[] [1, 1])
//? balanceOf(address 0x0000000000000000000000000000000000000000, uint256 1)
//? burn(address 0x00000000000000000000000000000000000000cc, uint256 2, uint256 21) from 0x00000000000000000000000000000000000000cc
//? burn(address 0x00000000000000000000000000000000000000cc, uint256 2, uint256 20) from 0x00000000000000000000000000000000000000cc
//? uri(uint256 1)
//? totalSupply(uint256 2)
//? exists(uint256 3)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.9;

contract MultiToken {
    mapping(uint256 id => mapping(address account => uint256)) private _balances;
    mapping(address => mapping(address => bool)) private _operators;
    mapping(uint256 => uint256) public totalSupply;
    address public immutable creator;
    string private _uri = "https://tokens.example/{id}.json";

    event TransferSingle(
        address indexed operator,
        address indexed from,
        address indexed to,
        uint256 id,
        uint256 value
    );
    event TransferBatch(
        address indexed operator,
        address indexed from,
        address indexed to,
        uint256[] ids,
        uint256[] values
    );
    event ApprovalForAll(address indexed account, address indexed operator, bool approved);

    constructor() {
        creator = msg.sender;
    }

    function uri(uint256) public view virtual returns (string memory) {
        return _uri;
    }

    function exists(uint256 id) public view returns (bool) {
        return totalSupply[id] > 0;
    }

    function balanceOf(address account, uint256 id) public view returns (uint256) {
        require(account != address(0), "zero holds nothing");
        return _balances[id][account];
    }

    function balanceOfBatch(address[] memory accounts, uint256[] memory ids)
        public
        view
        returns (uint256[] memory)
    {
        require(accounts.length == ids.length, "lists of different length");
        uint256[] memory batch = new uint256[](accounts.length);
        for (uint256 i = 0; i < accounts.length; ++i) {
            batch[i] = balanceOf(accounts[i], ids[i]);
        }
        return batch;
    }

    function setApprovalForAll(address operator, bool approved) public {
        require(msg.sender != operator, "approval of oneself");
        _operators[msg.sender][operator] = approved;
        emit ApprovalForAll(msg.sender, operator, approved);
    }

    function isApprovedForAll(address account, address operator) public view returns (bool) {
        return _operators[account][operator];
    }

    function safeTransferFrom(address from, address to, uint256 id, uint256 amount, bytes memory data)
        public
    {
        require(
            from == msg.sender || isApprovedForAll(from, msg.sender),
            "not yours to move"
        );
        _update(from, to, _single(id), _single(amount), data);
    }

    function safeBatchTransferFrom(
        address from,
        address to,
        uint256[] memory ids,
        uint256[] memory amounts,
        bytes memory data
    ) public {
        require(
            from == msg.sender || isApprovedForAll(from, msg.sender),
            "not yours to move"
        );
        _update(from, to, ids, amounts, data);
    }

    function mint(address to, uint256 id, uint256 amount, bytes memory data) external {
        require(msg.sender == creator, "MultiToken: only the creator");
        _update(address(0), to, _single(id), _single(amount), data);
    }

    function mintBatch(address to, uint256[] memory ids, uint256[] memory amounts, bytes memory data) external {
        require(msg.sender == creator, "MultiToken: only the creator");
        _update(address(0), to, ids, amounts, data);
    }

    function burn(address from, uint256 id, uint256 amount) external {
        require(from == msg.sender || isApprovedForAll(from, msg.sender), "MultiToken: not yours");
        _moveOne(from, address(0), id, amount);
        emit TransferSingle(msg.sender, from, address(0), id, amount);
    }

    function _update(
        address from,
        address to,
        uint256[] memory ids,
        uint256[] memory amounts,
        bytes memory
    ) internal {
        require(ids.length == amounts.length, "lists of different length");
        require(to != address(0), "zero cannot receive");
        for (uint256 i = 0; i < ids.length; ++i) {
            _moveOne(from, to, ids[i], amounts[i]);
        }
        if (ids.length == 1) {
            emit TransferSingle(msg.sender, from, to, ids[0], amounts[0]);
        } else {
            emit TransferBatch(msg.sender, from, to, ids, amounts);
        }
    }

    function _moveOne(address from, address to, uint256 id, uint256 amount) private {
        if (from != address(0)) {
            uint256 fromBalance = _balances[id][from];
            require(fromBalance >= amount, "the balance is too low");
            unchecked {
                _balances[id][from] = fromBalance - amount;
            }
        } else {
            totalSupply[id] += amount;
        }
        if (to != address(0)) {
            _balances[id][to] += amount;
        } else {
            totalSupply[id] -= amount;
        }
    }

    function _single(uint256 element) private pure returns (uint256[] memory array) {
        array = new uint256[](1);
        array[0] = element;
    }
}

//= deploy: ok
//= mint(address,uint256,uint256,bytes): ok
//=   event TransferSingle(address,address,address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000aa, 0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000064
//= mintBatch(address,uint256[],uint256[],bytes): ok
//=   event TransferBatch(address,address,address,uint256[],uint256[]) [0x00000000000000000000000000000000000000000000000000000000000000aa, 0x0000000000000000000000000000000000000000000000000000000000000000, 0x00000000000000000000000000000000000000000000000000000000000000bb] 0x000000000000000000000000000000000000000000000000000000000000004000000000000000000000000000000000000000000000000000000000000000a0000000000000000000000000000000000000000000000000000000000000000200000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000000000000000000003000000000000000000000000000000000000000000000000000000000000000200000000000000000000000000000000000000000000000000000000000000140000000000000000000000000000000000000000000000000000000000000001
//= mintBatch(address,uint256[],uint256[],bytes): revert "lists of different length"
//= mint(address,uint256,uint256,bytes): revert "MultiToken: only the creator"
//= safeTransferFrom(address,address,uint256,uint256,bytes): ok
//=   event TransferSingle(address,address,address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000028
//= safeTransferFrom(address,address,uint256,uint256,bytes): revert "the balance is too low"
//= safeTransferFrom(address,address,uint256,uint256,bytes): revert "not yours to move"
//= setApprovalForAll(address,bool): ok
//=   event ApprovalForAll(address,address,bool) [0x00000000000000000000000000000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000000000000000000000000000dd] 0x0000000000000000000000000000000000000000000000000000000000000001
//= setApprovalForAll(address,bool): revert "approval of oneself"
//= safeBatchTransferFrom(address,address,uint256[],uint256[],bytes): ok
//=   event TransferBatch(address,address,address,uint256[],uint256[]) [0x00000000000000000000000000000000000000000000000000000000000000dd, 0x00000000000000000000000000000000000000000000000000000000000000bb, 0x00000000000000000000000000000000000000000000000000000000000000cc] 0x000000000000000000000000000000000000000000000000000000000000004000000000000000000000000000000000000000000000000000000000000000a00000000000000000000000000000000000000000000000000000000000000002000000000000000000000000000000000000000000000000000000000000000100000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000000000000000000002000000000000000000000000000000000000000000000000000000000000000a0000000000000000000000000000000000000000000000000000000000000014
//= safeBatchTransferFrom(address,address,uint256[],uint256[],bytes): revert "zero cannot receive"
//= balanceOfBatch(address[],uint256[]): ok [50, 50, 20]
//= balanceOfBatch(address[],uint256[]): revert "lists of different length"
//= balanceOf(address,uint256): revert "zero holds nothing"
//= burn(address,uint256,uint256): revert "the balance is too low"
//= burn(address,uint256,uint256): ok
//=   event TransferSingle(address,address,address,uint256,uint256) [0x00000000000000000000000000000000000000000000000000000000000000cc, 0x00000000000000000000000000000000000000000000000000000000000000cc, 0x0000000000000000000000000000000000000000000000000000000000000000] 0x00000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000000000000000000014
//= uri(uint256): ok "https://tokens.example/{id}.json"
//= totalSupply(uint256): ok 0
//= exists(uint256): ok true
