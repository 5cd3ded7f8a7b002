// Strings joined, compared by hashes, kept in mappings and arrays, with unicode and empty ones.
//? join(string "a", string "é")
//? same(string "x", string "x")
//? set(string "", string "empty")
//? set(string "key", string "a value that is surely longer than thirty-one bytes")
//? get(string "key")
//? get(string "")
//? get(string "none")
//? words()
pragma solidity ^0.8.20;

contract Test {
    mapping(string => string) private store;
    string[] private list;
    string private constant SEPARATOR = ", ";

    function join(string memory a, string calldata b) external pure returns (string memory, uint256, bytes memory) {
        string memory s = string.concat(a, SEPARATOR, b, "", unicode"☃");
        return (s, bytes(s).length, bytes.concat(bytes(a), "-", bytes(b), bytes2(0x2121)));
    }

    function same(string memory a, string calldata b) external pure returns (bool, bool) {
        return (keccak256(bytes(a)) == keccak256(bytes(b)), keccak256(abi.encodePacked(a)) == keccak256(abi.encode(b)));
    }

    function set(string calldata key, string calldata value) external {
        store[key] = value;
        list.push(string.concat(key, "=", value));
        list.push();
    }

    function get(string memory key) external view returns (string memory, uint256) {
        return (store[key], bytes(store[key]).length);
    }

    function words() external view returns (string[] memory) {
        return list;
    }
}

//= deploy: ok
//= join(string,string): ok "a, é☃", 8, 0x612dc3a92121
//= same(string,string): ok true, false
//= set(string,string): ok
//= set(string,string): ok
//= get(string): ok "a value that is surely longer than thirty-one bytes", 51
//= get(string): ok "empty", 5
//= get(string): ok "", 0
//= words(): ok ["=empty", "", "key=a value that is surely longer than thirty-one bytes", ""]
