// One reference walks over entries; writes go to where it points then.
//? fill()
//? walk()
//? at(uint256 0)
//? at(uint256 2)
pragma solidity ^0.8.20;

contract Test {
    struct Node { uint256 value; uint256 next; uint256[] marks; }
    mapping(uint256 => Node) private nodes;

    function fill() external {
        for (uint256 i = 0; i < 3; i++) {
            Node storage n = nodes[i];
            n.value = i * 10;
            n.next = i + 1;
            n.marks.push(i);
        }
    }

    function walk() external returns (uint256 sum) {
        Node storage n = nodes[0];
        do {
            sum += n.value;
            n.marks.push(sum);
            n.value = 0;
            n = nodes[n.next];
        } while (n.marks.length > 0);
        n.value = 99;
    }

    function at(uint256 i) external view returns (Node memory) {
        return nodes[i];
    }
}

//= deploy: ok
//= fill(): ok
//= walk(): ok 30
//= at(uint256): ok (0, 1, [0, 0])
//= at(uint256): ok (0, 3, [2, 30])
