// A literal is in memory: no storage reference can follow it.
contract Test {
    function one() internal pure returns (bytes storage) {
        return hex"0102";
    }

    function pair() internal pure returns (uint256[] memory, string storage) {
        return (new uint256[](2), "abc");
    }

    function local() internal pure returns (uint256) {
        bytes storage b = "abc";
        (string storage s, uint256 n) = ("abc", b.length);
        return n + bytes(s).length;
    }

    function taken(bytes storage b) internal view returns (uint256) {
        return b.length;
    }

    function main() public view returns (uint256) {
        return taken(hex"0102");
    }
}
