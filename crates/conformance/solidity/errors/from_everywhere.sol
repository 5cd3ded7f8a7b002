//? fail(uint8 0)
//? fail(uint8 1)
//? fail(uint8 2)
//? fail(uint8 3)
//? fail(uint8 4)
//? fail(uint8 5)
//? fail(uint8 6)
//? fail(uint8 7)
//? fail(uint8 8)
//? fail(uint8 9)
//? fail(uint8 10)
//? fail(uint8 11)
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

error Plain();
error Rich(address who, uint256[] list, string why);
library Errs { error Inner(int8 code, bytes4 sel); function need(bool ok, int8 c) internal pure { if (!ok) revert Inner(c, Rich.selector); } }
interface IErr { error FromInterface(bool a, bytes b); }

contract Errors is IErr {
    enum Mode { A, B }
    struct Q { uint8 a; Mode m; }
    error WithStruct(Q q, Q[] qs);
    uint256[] private xs;
    uint256 private n = 1;

    function fail(uint8 k) external returns (uint256) {
        n += 5;
        if (k == 0) revert Plain();
        if (k == 1) { uint256[] memory l = new uint256[](2); l[1] = n; revert Rich({why: "because", who: msg.sender, list: l}); }
        if (k == 2) Errs.need(n < 0, -4);
        if (k == 3) revert FromInterface(true, abi.encode(n));
        if (k == 4) { Q[] memory qs = new Q[](1); qs[0] = Q(3, Mode.B); revert WithStruct(qs[0], qs); }
        if (k == 5) require(n == 0, string.concat("n is ", "not ", "zero"));
        if (k == 6) require(n == 0, Errs.Inner(1, this.fail.selector));
        if (k == 7) return xs[0];
        if (k == 8) xs.pop();
        if (k == 9) return uint256(Mode(k));
        if (k == 10) { uint256[] memory big = new uint256[](2); return big[k]; }
        revert(k == 11 ? "eleven" : "more");
    }
}

//= deploy: ok
//= fail(uint8): revert Plain()
//= fail(uint8): revert Rich(address,uint256[],string) (0x0000000000000000000000000000000000000001, [0, 6], "because")
//= fail(uint8): revert Inner(int8,bytes4) (-4, 0xc34d6dcb)
//= fail(uint8): revert FromInterface(bool,bytes) (true, 0x0000000000000000000000000000000000000000000000000000000000000006)
//= fail(uint8): revert WithStruct((uint8,uint8),(uint8,uint8)[]) ((3, 1), [(3, 1)])
//= fail(uint8): revert "n is not zero"
//= fail(uint8): revert Inner(int8,bytes4) (1, 0x360cf898)
//= fail(uint8): panic 0x32
//= fail(uint8): panic 0x31
//= fail(uint8): panic 0x21
//= fail(uint8): panic 0x32
//= fail(uint8): revert "eleven"
