// A small stack machine: bytes of a program run over a stack in memory; operations by an internal function table.
//? run(bytes 0x0002000301)
//? run(bytes 0x0007000202000203000304)
//? run(bytes 0x0005050106)
//? run(bytes 0x01)
//? run(bytes 0x0009000004)
//? run(bytes 0x00ff00ff0300ff00ff0307)
//? run(bytes 0x)
//? run(bytes 0xee)
//? run(bytes 0x00)
//? runAndStore(bytes 0x0002000301) from 0x00000000000000000000000000000000000000aa
//? runAndStore(bytes 0x0001000802) from 0x00000000000000000000000000000000000000aa
//? results(address 0x00000000000000000000000000000000000000aa, uint256 1)
//? disassemble(bytes 0x0002000301)
//? factorial(uint8 20)
//? factorial(uint8 58)

// SPDX-License-Identifier: MIT OR Apache-2.0
pragma solidity ^0.8.20;

contract StackMachine {
    struct Stack {
        int256[] slots;
        uint256 depth;
    }

    error Underflow(uint256 pc);
    error UnknownOpcode(uint8 opcode, uint256 pc);
    error MissingOperand(uint256 pc);
    error NotOneResult(uint256 depth);

    mapping(address => int256[]) public results;

    event Ran(address indexed by, bytes32 indexed program, int256 result);

    function run(bytes memory program) public pure returns (int256) {
        Stack memory stack = Stack(new int256[](16), 0);
        for (uint256 pc = 0; pc < program.length; ) {
            uint8 op = uint8(program[pc]);
            if (op == 0) {
                if (pc + 1 >= program.length) revert MissingOperand(pc);
                _push(stack, int256(uint256(uint8(program[pc + 1]))));
                pc += 2;
                continue;
            }
            if (op == 5) {
                int256 top = _pop(stack, pc);
                _push(stack, top);
                _push(stack, top);
            } else if (op == 6) {
                _push(stack, -_pop(stack, pc));
            } else {
                function(int256, int256) internal pure returns (int256) f = _operation(op, pc);
                int256 b = _pop(stack, pc);
                int256 a = _pop(stack, pc);
                _push(stack, f(a, b));
            }
            pc++;
        }
        if (stack.depth != 1) revert NotOneResult(stack.depth);
        return stack.slots[0];
    }

    function runAndStore(bytes calldata program) external returns (int256 result) {
        result = run(program);
        results[msg.sender].push(result);
        emit Ran(msg.sender, keccak256(program), result);
    }

    function disassemble(bytes calldata program) external pure returns (string memory text) {
        bytes5 names = "padme";
        for (uint256 pc = 0; pc < program.length; pc++) {
            uint8 op = uint8(program[pc]);
            text = string.concat(text, pc == 0 ? "" : " ", string(bytes.concat(names[op % 5])));
            if (op == 0) pc++;
        }
    }

    /// @notice Builds a program that multiplies 1 to n and runs it.
    function factorial(uint8 n) external pure returns (int256) {
        bytes memory program = hex"0001";
        for (uint8 i = 2; i <= n; i++) {
            program = abi.encodePacked(program, uint8(0), i, uint8(3));
        }
        return run(program);
    }

    function _operation(uint8 op, uint256 pc)
        private
        pure
        returns (function(int256, int256) internal pure returns (int256))
    {
        if (op == 1) return _add;
        if (op == 2) return _sub;
        if (op == 3) return _mul;
        if (op == 4) return _div;
        if (op == 7) return _max;
        revert UnknownOpcode(op, pc);
    }

    function _add(int256 a, int256 b) private pure returns (int256) {
        return a + b;
    }

    function _sub(int256 a, int256 b) private pure returns (int256) {
        return a - b;
    }

    function _mul(int256 a, int256 b) private pure returns (int256) {
        return a * b;
    }

    function _div(int256 a, int256 b) private pure returns (int256) {
        return a / b;
    }

    function _max(int256 a, int256 b) private pure returns (int256) {
        return a > b ? a : b;
    }

    function _push(Stack memory stack, int256 value) private pure {
        stack.slots[stack.depth++] = value;
    }

    function _pop(Stack memory stack, uint256 pc) private pure returns (int256) {
        if (stack.depth == 0) revert Underflow(pc);
        return stack.slots[--stack.depth];
    }
}

//= deploy: ok
//= run(bytes): ok 5
//= run(bytes): ok 3
//= run(bytes): ok -10
//= run(bytes): revert Underflow(uint256) (0)
//= run(bytes): panic 0x12
//= run(bytes): ok 65025
//= run(bytes): revert NotOneResult(uint256) (0)
//= run(bytes): revert UnknownOpcode(uint8,uint256) (238, 0)
//= run(bytes): revert MissingOperand(uint256) (0)
//= runAndStore(bytes): ok 5
//=   event Ran(address,bytes32,int256) [0x00000000000000000000000000000000000000000000000000000000000000aa, 0xa42d97c0364545f7d641457803c982f11193588908e4769d3e7eb301404e43e8] 0x0000000000000000000000000000000000000000000000000000000000000005
//= runAndStore(bytes): ok -7
//=   event Ran(address,bytes32,int256) [0x00000000000000000000000000000000000000000000000000000000000000aa, 0xa4dcadada88796ee83fdddc89a8247e3c6f9e98c0d5084e3a058ad2a9da6a083] 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff9
//= results(address,uint256): ok -7
//= disassemble(bytes): ok "p p a"
//= factorial(uint8): ok 2432902008176640000
//= factorial(uint8): panic 0x11
