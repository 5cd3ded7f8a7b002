// The words of the tour in English, in the order of steps.ts.

export interface Words {
  title: string;
  text: string;
  /** Something to try. */
  task: string;
}

export const words: Words[] = [
  {
    title: "A first program",
    text: "A program is a file of functions. The run begins at `main`. The last expression of a function is its value; what the program prints is shown beside it.",
    task: "Press Run. Then change the text and the numbers.",
  },
  {
    title: "Values and variables",
    text: "`val` binds a name for good, `var` a name that can change. Types are inferred; write them where you want to.",
    task: "Make `area` a `val` and see what the compiler says.",
  },
  {
    title: "Numbers",
    text: "Integers have 8 to 256 bits, with a sign (`i`) or without (`u`). Arithmetic never goes wrong in silence: what does not fit reverts. Where you want something else, say so.",
    task: "Replace the first line of the result by `a + 100` and run.",
  },
  {
    title: "Text",
    text: "A `string` is UTF-8 text, and `len` counts bytes. `println` takes a format: each `{}` is the next argument, and their number is checked.",
    task: "Hold the pointer over `split` to see what it does; type a dot after `greeting` to see what else there is.",
  },
  {
    title: "Control flow",
    text: "`if`, `match` and blocks are expressions. `for` runs over ranges and collections; `loop` runs until `break`, which may carry a value.",
    task: "Sum the even numbers instead.",
  },
  {
    title: "Collections",
    text: "A `vector` holds any number of values of one type, a `map` values by key. A map in memory keeps the order of insertion; a missing key reads as the default.",
    task: "Read `ages[\"Alan\"]`, then `ages.get(\"Alan\")`.",
  },
  {
    title: "Structs",
    text: "A `struct` puts values together, and `impl` gives it functions. `self` reads, `mut self` changes; a function without either is called through the type.",
    task: "Add a function `describe` that returns a text.",
  },
  {
    title: "Enums and match",
    text: "A value of an `enum` is one of its variants, with what the variant carries. `match` has to cover all of them.",
    task: "Remove an arm of the `match`, and read the message.",
  },
  {
    title: "Absent values and errors",
    text: "There is no null. `Option` is `Some(value)` or `None`, `Result` is `Ok(value)` or `Err(error)`. `?` takes the good value out or returns the other one.",
    task: "Ignore a result: write `parse(\"1\");` as a statement.",
  },
  {
    title: "Ownership",
    text: "Texts, lists and structs have one owner and move when they are given away. This program uses `list` after it has moved, so it does not compile. The message says where and what to do.",
    task: "Write `list.clone()` in the second line.",
  },
  {
    title: "Traits and generics",
    text: "A trait says what types can do. `A: Area` asks for it. Which function is called is decided when the program is compiled, so it costs nothing at run time.",
    task: "Add a `Circle`.",
  },
  {
    title: "Contracts",
    text: "A contract has storage that outlives its calls. `pub` functions can be called from outside, the others by the contract only. `ctx.sender()` is who called.",
    task: "Open Call on the right and run it as Bob.",
  },
  {
    title: "Rules and events",
    text: "`require` reverts where a rule is not kept: everything that the call changed is undone. `emit` writes an event for the world outside.",
    task: "Make the second lamp dear enough.",
  },
  {
    title: "Assertions",
    text: "`assert_pre` says what must hold before, `assert_post` after, `assert_invariant` between calls. The playground checks them; release builds leave them out. They cannot change anything, which the compiler proves.",
    task: "Add 41 instead of 40.",
  },
  {
    title: "Solidity",
    text: "The same compiler reads Solidity 0.8. What it supports, it does as solc does; what it does not, it refuses with advice.",
    task: "Open the examples for more, in both syntaxes. Share what you write with Ctrl+S.",
  },
];
