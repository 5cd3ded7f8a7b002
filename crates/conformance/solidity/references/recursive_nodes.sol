// Nodes that hold mappings and arrays of their own kind; references chosen, chained and swapped.
//? f()
//? g()
//? h(uint256 1)
pragma solidity ^0.8.20;
contract C {
    struct N { uint v; uint[] kids; mapping(uint => N) sub; }
    N root; N[] list;
    function pick(bool b) private view returns (N storage n) { if (b) { n = root; } else { n = list[0]; } }
    function chain(N storage n, uint d) private returns (N storage) { n.v += d; return d == 0 ? n : chain(n.sub[d], d - 1); }
    function f() external returns (uint, uint, uint) {
        N storage x = list.push();
        x.v = 4;
        x.kids.push() = 6;
        chain(root, 3).kids.push(8);
        N storage y = root.sub[3].sub[2].sub[1];
        (x, y) = (y, x);
        x.v++;
        return (pick(false).v, root.sub[3].sub[2].v, x.kids[0] + y.kids.length);
    }
    function g() external returns (uint r) {
        uint[] storage k = root.sub[3].sub[2].sub[1].kids;
        k.push(1); k[0] <<= 2;
        delete k[1];
        for (uint i = k.length; i-- > 0;) r = r * 100 + k[i];
        k.pop();
        delete root.sub[3].sub[2].sub[1].kids;
        r += k.length;
    }
    function h(uint i) external view returns (uint) { return pick(i == 0).kids[i]; }
}

//= deploy: ok
//= f(): ok 4, 1, 9
//= g(): panic 0x11
//= h(uint256): panic 0x32
