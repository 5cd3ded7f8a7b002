// SPDX-License-Identifier: MIT
//? main()
pragma solidity ^0.8.20;

contract Test {
    address constant KEEPER = 0x52908400_098527886E0F7030_069857D2E4169EE7;

    function main() external pure returns (address, address, bool, address payable) {
        address here = 0x5290840009852788_6E0F7030069857D2E4169EE7;
        return (here, KEEPER, here == 0x52908400098527886E0F7030069857D2E4169EE7, payable(address(uint160(7))));
    }
}

//= deploy: ok
//= main(): ok 0x52908400098527886e0f7030069857d2e4169ee7, 0x52908400098527886e0f7030069857d2e4169ee7, true, 0x0000000000000000000000000000000000000007
