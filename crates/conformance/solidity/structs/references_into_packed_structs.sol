// Structs inside of structs, strings and bytes of them by reference: what is written there is seen everywhere.
//? run()
//? all()
//? strings()
pragma solidity ^0.8.20;

contract Test {
    struct Inner { uint128 a; string s; }
    struct Outer { uint8 n; Inner inner; bytes data; }
    struct Flat { address who; Inner inner; bool done; }
    Outer private one;
    Outer[] private many;
    mapping(uint256 => Flat) private flats;

    function touch(Inner storage i, uint128 v) internal {
        i.a += v;
        i.s = string.concat(i.s, "!");
    }

    function grow(bytes storage b) internal returns (uint256) {
        b.push("x");
        return b.length;
    }

    function run() external returns (uint256 length) {
        one.inner.s = "one";
        touch(one.inner, 5);
        Inner storage ref = one.inner;
        ref.a *= 3;
        length = grow(one.data) + grow(one.data);
        many.push(one);
        many.push();
        many[1].inner = many[0].inner;
        touch(many[1].inner, 1);
        Flat storage f = flats[3];
        f.who = msg.sender;
        f.inner = ref;
        f.inner.a = 8;
        f.done = !f.done;
        Flat memory copy = f;
        copy.inner.a = 9;
        flats[4] = copy;
    }

    function all() external view returns (Outer memory, Outer[] memory, Flat memory, Flat memory) {
        return (one, many, flats[3], flats[4]);
    }

    function strings() external view returns (string memory a, string memory b) {
        string storage s = one.inner.s;
        a = s;
        b = string.concat(many[1].inner.s, s);
    }
}

//= deploy: ok
//= run(): ok 3
//= all(): ok (0, (15, "one!"), 0x7878), [(0, (15, "one!"), 0x7878), (0, (16, "one!!"), 0x)], (0x0000000000000000000000000000000000000001, (8, "one!"), true), (0x0000000000000000000000000000000000000001, (9, "one!"), true)
//= strings(): ok "one!", "one!!one!"
