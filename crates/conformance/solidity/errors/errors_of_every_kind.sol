// Errors with structs and arrays, of libraries and interfaces, in require.
//? pick(uint256 0)
//? pick(uint256 1)
//? pick(uint256 2)
//? pick(uint256 3)
//? pick(uint256 4)
//? pick(uint256 5)
//? pick(uint256 6)
//? selectors()
pragma solidity ^0.8.26;

error TopLevel(uint256 code);

interface HasErrors {
    error OfInterface(address who, string why);
}

library L {
    error OfLibrary(bytes data);
    function fail(bytes memory data) internal pure {
        revert OfLibrary(data);
    }
}

contract Test is HasErrors {
    struct P { uint8 x; string s; }
    error Complex(P p, uint16[] list, bool);
    error Plain();

    function pick(uint256 n) external view returns (uint256) {
        if (n == 0) revert TopLevel(n);
        if (n == 1) revert OfInterface({why: "because", who: msg.sender});
        if (n == 2) L.fail(hex"c0ffee");
        if (n == 3) {
            uint16[] memory list = new uint16[](2);
            list[1] = 9;
            revert Complex(P(1, "one"), list, true);
        }
        require(n != 4, Plain());
        require(n < 6, string.concat("n is ", "6"));
        return n;
    }

    function selectors() external pure returns (bytes4, bytes4, bytes4, bytes4) {
        return (TopLevel.selector, HasErrors.OfInterface.selector, L.OfLibrary.selector, Complex.selector);
    }
}

//= deploy: ok
//= pick(uint256): revert TopLevel(uint256) (0)
//= pick(uint256): revert OfInterface(address,string) (0x0000000000000000000000000000000000000001, "because")
//= pick(uint256): revert OfLibrary(bytes) (0xc0ffee)
//= pick(uint256): revert Complex((uint8,string),uint16[],bool) ((1, "one"), [0, 9], true)
//= pick(uint256): revert Plain()
//= pick(uint256): ok 5
//= pick(uint256): revert "n is 6"
//= selectors(): ok 0x0e785747, 0xbb900261, 0x05df9e8e, 0xa22edd5c
