//? ofThis()
//? ofOthers(address 0x07)
//? ofConverted()
// SPDX-License-Identifier: MIT
// The encoding of calls of functions as the outside sees them: of this contract, of variables, of converted addresses.
pragma solidity ^0.8.20;

interface IToken {
    function transfer(address to, uint256 amount) external returns (bool);
    function name() external view returns (string memory);
}

contract Base {
    uint256 public fixedSupply = 5;
    mapping(address => uint256[]) public history;

    function inherited(uint8[] memory a) public pure returns (uint256) {
        return a.length;
    }
}

contract Test is Base {
    IToken private token;
    uint256 private counted;

    function plain(uint256 a, bool b) external pure returns (uint256) {
        return b ? a : 0;
    }

    function count() internal returns (address) {
        counted += 1;
        return address(uint160(counted));
    }

    function ofThis() external view returns (bytes memory, bytes memory, bytes memory) {
        uint8[] memory a = new uint8[](1);
        a[0] = 9;
        return (
            abi.encodeCall(this.plain, (1, true)),
            abi.encodeCall(this.inherited, (a)),
            abi.encodeCall(this.fixedSupply, ())
        );
    }

    function ofOthers(IToken other) external view returns (bytes memory, bytes memory, bytes memory) {
        return (
            abi.encodeCall(token.transfer, (address(2), 3)),
            abi.encodeCall(other.name, ()),
            abi.encodeCall(this.history, (address(4), 5))
        );
    }

    function ofConverted() external returns (bytes memory, bytes4, bytes4, uint256) {
        bytes memory data = abi.encodeCall(IToken(count()).transfer, (address(2), 3));
        return (data, IToken(count()).name.selector, IToken(address(1)).transfer.selector, counted);
    }
}

//= deploy: ok
//= ofThis(): ok 0xcd8116e600000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000001, 0xebca3e80000000000000000000000000000000000000000000000000000000000000002000000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000009, 0xff99574b
//= ofOthers(address): ok 0xa9059cbb00000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000000000000000000003, 0x06fdde03, 0x7718f4ec00000000000000000000000000000000000000000000000000000000000000040000000000000000000000000000000000000000000000000000000000000005
//= ofConverted(): ok 0xa9059cbb00000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000000000000000000003, 0x06fdde03, 0xa9059cbb, 2
