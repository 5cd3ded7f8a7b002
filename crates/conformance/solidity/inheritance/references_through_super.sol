// References to storage that go up and down a lattice through super.
//? f()
//? g()
pragma solidity ^0.8.20;
abstract contract Storage0 { uint[] internal xs; mapping(address => Info) internal infos; struct Info { uint64 at; bool seen; address[] friends; } event Seen(address indexed who, Info info); function _see(address a) internal virtual returns (Info storage i) { i = infos[a]; i.seen = true; i.at += 1; } }
interface IView { function count() external view returns (uint); }
abstract contract Mixed is Storage0, IView { function count() public view virtual returns (uint) { return xs.length; } function _see(address a) internal virtual override returns (Info storage) { xs.push(uint160(a)); Info storage i = super._see(a); i.friends.push(a); return i; } }
contract Final is Mixed {
    function count() public view override returns (uint) { return super.count() + 1; }
    function f() external returns (uint64, uint, Info memory) {
        Info storage i = _see(address(5)); _see(address(5));
        i.at *= 10;
        emit Seen(address(5), infos[address(5)]);
        return (i.at, count(), i);
    }
    function g() external returns (uint, Info memory) {
        delete infos[address(5)];
        Info memory m; m.friends = new address[](1); m.at = type(uint64).max;
        infos[address(6)] = m; m.at = 0;
        delete xs;
        return (infos[address(6)].at, infos[address(5)]);
    }
}

//= deploy: ok
//= f(): ok 20, 3, (20, true, [0x0000000000000000000000000000000000000005, 0x0000000000000000000000000000000000000005])
//=   event Seen(address,(uint64,bool,address[])) [0x0000000000000000000000000000000000000000000000000000000000000005] 0x0000000000000000000000000000000000000000000000000000000000000020000000000000000000000000000000000000000000000000000000000000001400000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000060000000000000000000000000000000000000000000000000000000000000000200000000000000000000000000000000000000000000000000000000000000050000000000000000000000000000000000000000000000000000000000000005
//= g(): ok 18446744073709551615, (0, false, [])
