// SPDX-License-Identifier: MIT
//? insert(string "car")
//? insert(string "cart")
//? insert(string "care")
//? insert(string "dog")
//? insert(string "dog")
//? insert(string "Dog")
//? insert(string "")
//? count(string "car")
//? count(string "ca")
//? withPrefix(string "car")
//? withPrefix(string "x")
//? withPrefix(string "")
//? remove(string "cart")
//? remove(string "cart")
//? longestPrefix(string "careful")
//? longestPrefix(string "cats")
//? size()
//? parse(string "-12345")
//? parse(string "115792089237316195423570985008687907853269984665640564039457584007913129639935")
//? parse(string "12a")
//? parse(string "")
//? show(int256 -57896044618658097711785492504343953926634992332820282019728792003956564819968)
//? show(int256 0)
//? show(int256 907)
//? hexed(bytes 0x00ff10ab)
//? split(string "a,b,,cde,", bytes1 0x2c)
//? split(string "", bytes1 0x2c)
//? palindrome(string "never odd or even")
//? palindrome(string "almost")
pragma solidity ^0.8.0;

library Text {
    bytes16 private constant DIGITS = "0123456789abcdef";

    function toString(uint256 value) internal pure returns (string memory) {
        if (value == 0) return "0";
        uint256 length;
        for (uint256 v = value; v != 0; v /= 10) length++;
        bytes memory buffer = new bytes(length);
        while (value != 0) {
            buffer[--length] = bytes1(uint8(48 + (value % 10)));
            value /= 10;
        }
        return string(buffer);
    }

    function toHex(bytes memory data) internal pure returns (string memory) {
        bytes memory out = new bytes(2 + data.length * 2);
        (out[0], out[1]) = ("0", "x");
        for (uint256 i = 0; i < data.length; i++) {
            out[2 + i * 2] = DIGITS[uint8(data[i] >> 4)];
            out[3 + i * 2] = DIGITS[uint8(data[i] & 0x0f)];
        }
        return string(out);
    }

    function slice(string memory s, uint256 from, uint256 to) internal pure returns (string memory) {
        bytes memory source = bytes(s);
        bytes memory result = new bytes(to - from);
        for (uint256 i = from; i < to; i++) result[i - from] = source[i];
        return string(result);
    }
}

contract WordTrie {
    using Text for *;

    struct Node {
        uint32 words;
        bool ends;
        bytes1[] letters;
        mapping(bytes1 => uint256) children;
    }

    Node[] private nodes;
    uint256 public size;

    error NotANumber(string text, uint256 at);

    constructor() {
        nodes.push();
    }

    function insert(string calldata word) external returns (bool fresh) {
        bytes calldata letters = bytes(word);
        uint256 at = 0;
        uint256[] memory path = new uint256[](letters.length + 1);
        for (uint256 i = 0; i < letters.length; i++) {
            bytes1 letter = letters[i];
            if (letter >= "A" && letter <= "Z") letter = bytes1(uint8(letter) + 32);
            uint256 child = nodes[at].children[letter];
            if (child == 0) {
                child = nodes.length;
                nodes.push();
                nodes[at].children[letter] = child;
                nodes[at].letters.push(letter);
            }
            path[i + 1] = at = child;
        }
        fresh = !nodes[at].ends;
        if (!fresh) return false;
        nodes[at].ends = true;
        for (uint256 i; i < path.length; i++) nodes[path[i]].words++;
        size++;
    }

    function _find(bytes memory word) private view returns (bool found, uint256 at) {
        for (uint256 i = 0; i < word.length; i++) {
            at = nodes[at].children[word[i]];
            if (at == 0) return (false, 0);
        }
        found = true;
    }

    function count(string memory prefix) external view returns (uint256) {
        (bool found, uint256 at) = _find(bytes(prefix));
        return found ? nodes[at].words : 0;
    }

    function remove(string memory word) external returns (bool) {
        (bool found, uint256 at) = _find(bytes(word));
        if (!found || !nodes[at].ends) return false;
        nodes[at].ends = false;
        at = 0;
        nodes[0].words--;
        for (uint256 i = 0; i < bytes(word).length; i++) {
            at = nodes[at].children[bytes(word)[i]];
            nodes[at].words -= 1;
        }
        size--;
        return true;
    }

    function withPrefix(string memory prefix) external view returns (string[] memory words) {
        (bool found, uint256 at) = _find(bytes(prefix));
        if (!found) return words;
        words = new string[](nodes[at].words);
        _collect(at, prefix, words, 0);
    }

    function _collect(uint256 at, string memory word, string[] memory words, uint256 next) private view returns (uint256) {
        Node storage node = nodes[at];
        if (node.ends) words[next++] = word;
        for (uint256 i = 0; i < node.letters.length; i++) {
            bytes1 letter = node.letters[i];
            next = _collect(node.children[letter], string.concat(word, string(abi.encodePacked(letter))), words, next);
        }
        return next;
    }

    function longestPrefix(string memory word) external view returns (string memory) {
        uint256 at;
        uint256 best;
        for (uint256 i = 0; i < bytes(word).length; i++) {
            at = nodes[at].children[bytes(word)[i]];
            if (at == 0) break;
            if (nodes[at].ends) best = i + 1;
        }
        return word.slice(0, best);
    }

    function parse(string calldata text) external pure returns (int256 value) {
        bytes memory b = bytes(text);
        bool negative = b.length > 0 && b[0] == "-";
        uint256 i = negative ? 1 : 0;
        if (b.length == i) revert NotANumber(text, i);
        for (; i < b.length; i++) {
            uint8 digit = uint8(b[i]);
            if (digit < 48 || digit > 57) revert NotANumber({at: i, text: text});
            value = value * 10 - int256(uint256(digit - 48));
        }
        if (!negative) value = -value;
    }

    function show(int256 value) external pure returns (string memory) {
        if (value >= 0) return uint256(value).toString();
        unchecked {
            return string.concat("-", uint256(-value).toString());
        }
    }

    function hexed(bytes calldata data) external pure returns (string memory) {
        return data.toHex();
    }

    function split(string calldata text, bytes1 by) external pure returns (string[] memory parts) {
        bytes calldata b = bytes(text);
        uint256 n = 1;
        for (uint256 i = 0; i < b.length; i++) if (b[i] == by) n++;
        parts = new string[](n);
        uint256 from;
        n = 0;
        for (uint256 i = 0; i <= b.length; i++) {
            if (i == b.length || b[i] == by) {
                parts[n++] = string(b[from:i]);
                from = i + 1;
            }
        }
    }

    function palindrome(string memory text) external pure returns (bool) {
        bytes memory b = bytes(text);
        (uint256 i, uint256 j) = (0, b.length);
        while (i < j) {
            if (b[i] == 0x20) i++;
            else if (b[j - 1] == 0x20) j--;
            else if (b[i++] != b[--j]) return false;
        }
        return true;
    }
}

//= deploy: ok
//= insert(string): ok true
//= insert(string): ok true
//= insert(string): ok true
//= insert(string): ok true
//= insert(string): ok false
//= insert(string): ok false
//= insert(string): ok true
//= count(string): ok 3
//= count(string): ok 3
//= withPrefix(string): ok ["car", "cart", "care"]
//= withPrefix(string): ok []
//= withPrefix(string): ok ["", "car", "cart", "care", "dog"]
//= remove(string): ok true
//= remove(string): ok false
//= longestPrefix(string): ok "care"
//= longestPrefix(string): ok ""
//= size(): ok 4
//= parse(string): ok -12345
//= parse(string): panic 0x11
//= parse(string): revert NotANumber(string,uint256) ("12a", 2)
//= parse(string): revert NotANumber(string,uint256) ("", 0)
//= show(int256): ok "-57896044618658097711785492504343953926634992332820282019728792003956564819968"
//= show(int256): ok "0"
//= show(int256): ok "907"
//= hexed(bytes): ok "0x00ff10ab"
//= split(string,bytes1): ok ["a", "b", "", "cde", ""]
//= split(string,bytes1): ok [""]
//= palindrome(string): ok true
//= palindrome(string): ok false
