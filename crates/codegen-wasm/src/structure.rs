//! Structured control flow from a reducible graph: Ramsey, "Beyond Relooper" (ICFP 2022).
//!
//! The dominator tree gives the nesting: a block that several edges enter follows a wasm `block` around
//! its immediate dominator, a loop header opens a `loop`, any other block stands where its only
//! predecessor goes to it. What leaves a loop is placed behind the loop, so that nesting does not grow
//! with the length of a function. Jumps to where control goes anyway are left out then, and blocks that
//! nothing jumps to any more.
//!
//! Nothing here recurses. This module must never look at instructions.

use std::collections::HashMap;

use twilight_tir::BlockId;
use twilight_tir::analysis::Cfg;

use crate::CodegenError;
use crate::machine::{End, Machine};

/// Target of a jump.
pub type Label = u32;

/// Where a `return` of nothing goes: past the last token.
const FUNCTION_END: Label = Label::MAX;

/// A piece of structured control flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// Opens a `block`: a jump to the label goes behind its end.
    Block(Label),
    /// Opens a `loop`: a jump to the label goes to its start.
    Loop(Label),
    /// Opens an `if` on the condition of a block's end.
    If { from: BlockId, negate: bool },
    /// The other arm of an `if`.
    Else,
    /// Closes the innermost of the above.
    End,
    /// The instructions of a block, without its end.
    Body(BlockId),
    /// Gives values to the phis of an edge's target.
    Moves(BlockId, BlockId),
    /// A jump.
    Br(Label),
    /// A jump on the condition of a block's end.
    BrIf {
        from: BlockId,
        negate: bool,
        label: Label,
    },
    /// Evaluates the condition of a block's end and forgets it.
    Drop(BlockId),
    /// A jump by the value of a block's end.
    Table {
        from: BlockId,
        labels: Vec<Label>,
        default: Label,
    },
    /// A return or trap.
    Exit(BlockId),
}

/// Blocks that can be reached after selection, which decides some branches. Nothing is emitted for others.
#[must_use]
pub fn reached(machine: &Machine, cfg: &Cfg) -> Vec<bool> {
    let mut reached = vec![false; machine.blocks.len()];
    let mut work: Vec<BlockId> = cfg.rpo().first().copied().into_iter().collect();
    while let Some(id) = work.pop() {
        if !std::mem::replace(&mut reached[id.0 as usize], true) {
            work.extend(successors(&machine.block(id).end));
        }
    }
    reached
}

/// Gives the tokens of a function in order; `reached` is what [`reached`] gives.
///
/// # Errors
/// The graph is not reducible, which no source makes.
pub fn structure(machine: &Machine, cfg: &Cfg, reached: &[bool]) -> Result<Vec<Token>, CodegenError> {
    let graph = Graph::new(machine, cfg, reached)?;
    let mut tokens = graph.tokens();
    let mut tidy = Tidy::new(&tokens);
    tidy.leave_out_jumps(&tokens, machine);
    tidy.shorten_ifs(&mut tokens);
    tidy.leave_out_blocks(&tokens);
    let mut removed = tidy.removed.into_iter();
    tokens.retain(|_| !removed.next().unwrap_or(false));
    Ok(tokens)
}

/// Successors of a block, each once.
#[must_use]
pub fn successors(end: &End) -> Vec<BlockId> {
    match end {
        End::Return(_) | End::Unreachable(_) => Vec::new(),
        End::Branch(target) => vec![*target],
        End::If { then, otherwise, .. } if then == otherwise => vec![*then],
        End::If { then, otherwise, .. } => vec![*then, *otherwise],
        End::Switch { targets, default, .. } => {
            let mut result = targets.clone();
            result.push(*default);
            result.sort_unstable();
            result.dedup();
            result
        }
    }
}

fn block_label(block: BlockId) -> Label {
    block.0 * 2
}

fn loop_label(block: BlockId) -> Label {
    block.0 * 2 + 1
}

struct Graph<'a> {
    machine: &'a Machine,
    cfg: &'a Cfg,
    /// Reached by jumps forward from several places, or placed behind a loop.
    labelled: Vec<bool>,
    is_header: Vec<bool>,
    /// Labelled blocks that follow the code of a block, inside its loop if it has one; in reverse
    /// postorder.
    merges: Vec<Vec<BlockId>>,
    /// Blocks that follow the loop of a header, in reverse postorder.
    followers: Vec<Vec<BlockId>>,
}

enum Task {
    Node(BlockId),
    Inner(BlockId),
    Finish(BlockId),
    Edge(BlockId, BlockId),
    Emit(Token),
}

impl<'a> Graph<'a> {
    fn new(machine: &'a Machine, cfg: &'a Cfg, reached: &[bool]) -> Result<Self, CodegenError> {
        let count = machine.blocks.len();
        let mut graph = Self {
            machine,
            cfg,
            labelled: vec![false; count],
            is_header: vec![false; count],
            merges: vec![Vec::new(); count],
            followers: vec![Vec::new(); count],
        };
        let mut forward = vec![0_u32; count];
        for from in cfg.rpo().iter().filter(|id| reached[id.0 as usize]) {
            for to in successors(&machine.block(*from).end) {
                if cfg.rpo_index(to) > cfg.rpo_index(*from) {
                    forward[to.0 as usize] += 1;
                } else if cfg.dominates(to, *from) {
                    graph.is_header[to.0 as usize] = true;
                } else {
                    return Err(CodegenError::IrreducibleControlFlow);
                }
            }
        }
        let loops = Loops::new(machine, cfg, &graph.is_header, reached);
        for id in cfg.rpo().iter().filter(|id| reached[id.0 as usize]) {
            let Some(dominator) = cfg.idom(*id) else { continue };
            let at = id.0 as usize;
            let small = forward[at] == 1 && successors(&machine.block(*id).end).is_empty();
            match loops.outermost_left(dominator, *id).filter(|_| !small) {
                Some(header) => {
                    graph.labelled[at] = true;
                    graph.followers[header.0 as usize].push(*id);
                }
                None if forward[at] > 1 => {
                    graph.labelled[at] = true;
                    graph.merges[dominator.0 as usize].push(*id);
                }
                None => {}
            }
        }
        Ok(graph)
    }

    fn tokens(&self) -> Vec<Token> {
        let mut tokens = Vec::new();
        let mut next_label = self.machine.blocks.len() as Label * 2;
        let mut stack: Vec<Task> = self
            .cfg
            .rpo()
            .first()
            .map(|id| Task::Node(*id))
            .into_iter()
            .collect();
        let mut tasks = Vec::new();
        while let Some(task) = stack.pop() {
            match task {
                Task::Emit(token) => tokens.push(token),
                Task::Node(id) if self.is_header[id.0 as usize] => {
                    let followers = &self.followers[id.0 as usize];
                    open(&mut tasks, followers);
                    tasks.push(Task::Emit(Token::Loop(loop_label(id))));
                    tasks.push(Task::Inner(id));
                    tasks.push(Task::Emit(Token::End));
                    close(&mut tasks, followers);
                }
                Task::Node(id) => tasks.push(Task::Inner(id)),
                Task::Inner(id) => {
                    let merges = &self.merges[id.0 as usize];
                    open(&mut tasks, merges);
                    tasks.push(Task::Emit(Token::Body(id)));
                    tasks.push(Task::Finish(id));
                    close(&mut tasks, merges);
                }
                Task::Finish(id) => self.finish(id, &mut tasks, &mut next_label),
                Task::Edge(from, to) => {
                    if !self.machine.edge(from, to).is_empty() {
                        tasks.push(Task::Emit(Token::Moves(from, to)));
                    }
                    tasks.push(match self.jump(from, to) {
                        Some(label) => Task::Emit(Token::Br(label)),
                        None => Task::Node(to),
                    });
                }
            }
            stack.extend(tasks.drain(..).rev());
        }
        tokens
    }

    /// The label of an edge's target, unless the target stands right here.
    fn jump(&self, from: BlockId, to: BlockId) -> Option<Label> {
        if self.cfg.rpo_index(to) <= self.cfg.rpo_index(from) {
            Some(loop_label(to))
        } else {
            self.labelled[to.0 as usize].then(|| block_label(to))
        }
    }

    /// Whether a block ends the function where it is jumped from.
    fn is_exit(&self, id: BlockId) -> bool {
        !self.labelled[id.0 as usize] && successors(&self.machine.block(id).end).is_empty()
    }

    fn finish(&self, id: BlockId, tasks: &mut Vec<Task>, next_label: &mut Label) {
        match &self.machine.block(id).end {
            End::Return(_) | End::Unreachable(_) => tasks.push(Task::Emit(Token::Exit(id))),
            End::Branch(target) => tasks.push(Task::Edge(id, *target)),
            End::If { then, otherwise, .. } if then == otherwise => {
                tasks.push(Task::Emit(Token::Drop(id)));
                tasks.push(Task::Edge(id, *then));
            }
            End::If { then, otherwise, .. } => {
                // An arm that goes nowhere stands first: the other need not be an arm then.
                let negate = self.is_exit(*otherwise) && !self.is_exit(*then);
                let (first, second) = if negate {
                    (otherwise, then)
                } else {
                    (then, otherwise)
                };
                tasks.push(Task::Emit(Token::If { from: id, negate }));
                tasks.push(Task::Edge(id, *first));
                tasks.push(Task::Emit(Token::Else));
                tasks.push(Task::Edge(id, *second));
                tasks.push(Task::Emit(Token::End));
            }
            End::Switch { targets, default, .. } => {
                // Cases in order of first appearance; each target is entered in one place.
                let mut cases: Vec<(BlockId, Label)> = Vec::new();
                let mut known: HashMap<BlockId, Label> = HashMap::new();
                let mut label_of = |target: BlockId| {
                    if let Some(label) = known.get(&target) {
                        return *label;
                    }
                    let label = match self
                        .jump(id, target)
                        .filter(|_| self.machine.edge(id, target).is_empty())
                    {
                        Some(label) => label,
                        None => {
                            *next_label += 1;
                            cases.push((target, *next_label - 1));
                            *next_label - 1
                        }
                    };
                    known.insert(target, label);
                    label
                };
                let labels = targets.iter().map(|target| label_of(*target)).collect();
                let default = label_of(*default);
                for (_, label) in cases.iter().rev() {
                    tasks.push(Task::Emit(Token::Block(*label)));
                }
                tasks.push(Task::Emit(Token::Table {
                    from: id,
                    labels,
                    default,
                }));
                for (target, _) in &cases {
                    tasks.push(Task::Emit(Token::End));
                    tasks.push(Task::Edge(id, *target));
                }
            }
        }
    }
}

fn open(tasks: &mut Vec<Task>, blocks: &[BlockId]) {
    tasks.extend(
        blocks
            .iter()
            .rev()
            .map(|id| Task::Emit(Token::Block(block_label(*id)))),
    );
}

fn close(tasks: &mut Vec<Task>, blocks: &[BlockId]) {
    for id in blocks {
        tasks.push(Task::Emit(Token::End));
        tasks.push(Task::Node(*id));
    }
}

/// Natural loops: for each block the header of the innermost loop it is in.
struct Loops {
    innermost: Vec<Option<BlockId>>,
    /// For a header: the header of the loop around its own.
    parent: Vec<Option<BlockId>>,
}

impl Loops {
    fn new(machine: &Machine, cfg: &Cfg, is_header: &[bool], reached: &[bool]) -> Self {
        let count = machine.blocks.len();
        let mut loops = Self {
            innermost: vec![None; count],
            parent: vec![None; count],
        };
        // Inner loops first.
        for header in cfg.rpo().iter().rev().filter(|id| is_header[id.0 as usize]) {
            let mut work: Vec<BlockId> = cfg
                .preds(*header)
                .iter()
                .copied()
                .filter(|pred| reached[pred.0 as usize] && cfg.dominates(*header, *pred))
                .collect();
            loops.innermost[header.0 as usize].get_or_insert(*header);
            while let Some(id) = work.pop() {
                let Some(inner) = loops.innermost[id.0 as usize] else {
                    loops.innermost[id.0 as usize] = Some(*header);
                    work.extend(cfg.preds(id).iter().filter(|pred| reached[pred.0 as usize]));
                    continue;
                };
                let mut outermost = inner;
                while let Some(parent) = loops.parent[outermost.0 as usize] {
                    outermost = parent;
                }
                if outermost != *header {
                    loops.parent[outermost.0 as usize] = Some(*header);
                    work.extend(
                        cfg.preds(outermost)
                            .iter()
                            .filter(|pred| reached[pred.0 as usize]),
                    );
                }
            }
        }
        loops
    }

    fn contains(&self, header: BlockId, block: BlockId) -> bool {
        let mut at = self.innermost[block.0 as usize];
        while let Some(inner) = at {
            if inner == header {
                return true;
            }
            at = self.parent[inner.0 as usize];
        }
        false
    }

    /// The outermost loop that is left on the way from one block to another.
    fn outermost_left(&self, from: BlockId, to: BlockId) -> Option<BlockId> {
        let mut left = None;
        let mut at = self.innermost[from.0 as usize];
        while let Some(header) = at {
            if self.contains(header, to) {
                break;
            }
            left = Some(header);
            at = self.parent[header.0 as usize];
        }
        left
    }
}

/// Removal of needless tokens.
struct Tidy {
    removed: Vec<bool>,
    /// For `Block`, `Loop`, `If`, `Else`: where its `End` is.
    end_of: Vec<usize>,
    /// For `If`: where its `Else` is. For `End`: where it was opened.
    partner: Vec<usize>,
}

impl Tidy {
    fn new(tokens: &[Token]) -> Self {
        let mut tidy = Self {
            removed: vec![false; tokens.len()],
            end_of: vec![0; tokens.len()],
            partner: vec![0; tokens.len()],
        };
        let mut open: Vec<usize> = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            match token {
                Token::Block(_) | Token::Loop(_) | Token::If { .. } => open.push(at),
                Token::Else => {
                    if let Some(start) = open.last() {
                        tidy.partner[*start] = at;
                    }
                }
                Token::End => {
                    if let Some(start) = open.pop() {
                        tidy.end_of[start] = at;
                        tidy.partner[at] = start;
                        let other = tidy.partner[start];
                        if matches!(tokens[start], Token::If { .. }) {
                            tidy.end_of[other] = at;
                        }
                    }
                }
                _ => {}
            }
        }
        tidy
    }

    /// For each place, and the one behind the last token: where control that goes on there first comes to a token
    /// that does something, or to the end of a `block`. Each is looked at once, however deep `if`s are nested.
    fn falls(&self, tokens: &[Token]) -> Vec<usize> {
        let mut falls = vec![tokens.len(); tokens.len() + 1];
        for (at, token) in tokens.iter().enumerate().rev() {
            falls[at] = match token {
                Token::Else => falls[self.end_of[at]],
                Token::End if !matches!(tokens[self.partner[at]], Token::Block(_)) => falls[at + 1],
                _ => at,
            };
        }
        falls
    }

    /// Whether control that goes on at `at` comes to a label without doing anything; no token from there on has
    /// been removed yet.
    fn falls_to(&self, tokens: &[Token], falls: &[usize], at: usize, label: Label) -> bool {
        let mut at = falls[at];
        // Ends of `block`s that follow each other are few: a block's instructions stand between.
        while let Some(token) = tokens.get(at) {
            match token {
                Token::End if tokens[self.partner[at]] == Token::Block(label) => return true,
                Token::End => at = falls[at + 1],
                _ => return false,
            }
        }
        label == FUNCTION_END
    }

    fn leave_out_jumps(&mut self, tokens: &[Token], machine: &Machine) {
        let falls = self.falls(tokens);
        for (at, token) in tokens.iter().enumerate() {
            let label = match token {
                Token::Br(label) => *label,
                Token::Exit(id) => match &machine.block(*id).end {
                    End::Return(srcs) if srcs.is_empty() => FUNCTION_END,
                    _ => continue,
                },
                _ => continue,
            };
            self.removed[at] = self.falls_to(tokens, &falls, at + 1, label);
        }
    }

    fn shorten_ifs(&mut self, tokens: &mut [Token]) {
        for at in 0..tokens.len() {
            let Token::If { from, negate } = tokens[at] else {
                continue;
            };
            let (middle, end) = (self.partner[at], self.end_of[at]);
            let then = self.kept(at + 1..middle);
            let otherwise = self.kept(middle + 1..end);
            let jump = match then.only_jump(tokens) {
                Some((jump, label)) => Some((jump, label, false)),
                None => otherwise
                    .only_jump(tokens)
                    .map(|(jump, label)| (jump, label, true)),
            };
            if let Some((jump, label, jump_negates)) = jump {
                tokens[at] = Token::BrIf {
                    from,
                    negate: negate != jump_negates,
                    label,
                };
                for gone in [jump, middle, end] {
                    self.removed[gone] = true;
                }
                continue;
            }
            match (then, otherwise) {
                (Arm::Empty, Arm::Empty) => {
                    tokens[at] = Token::Drop(from);
                    self.removed[middle] = true;
                    self.removed[end] = true;
                }
                (Arm::Empty, _) => {
                    tokens[at] = Token::If {
                        from,
                        negate: !negate,
                    };
                    self.removed[middle] = true;
                }
                (_, Arm::Empty) => self.removed[middle] = true,
                _ if self.leaves(tokens, at + 1..middle) => {
                    // What the first arm never comes to need not be an arm.
                    tokens[middle] = Token::End;
                    self.removed[end] = true;
                }
                _ => {}
            }
        }
    }

    /// Whether control never comes to the end of tokens.
    fn leaves(&self, tokens: &[Token], mut range: std::ops::Range<usize>) -> bool {
        let last = range.rfind(|at| !self.removed[*at]);
        last.is_some_and(|at| matches!(tokens[at], Token::Exit(_) | Token::Br(_) | Token::Table { .. }))
    }

    fn kept(&self, range: std::ops::Range<usize>) -> Arm {
        let mut kept = range.filter(|at| !self.removed[*at]);
        match (kept.next(), kept.next()) {
            (None, _) => Arm::Empty,
            (Some(at), None) => Arm::One(at),
            _ => Arm::More,
        }
    }

    fn leave_out_blocks(&mut self, tokens: &[Token]) {
        let mut targets = std::collections::BTreeSet::new();
        for (at, token) in tokens.iter().enumerate() {
            match token {
                _ if self.removed[at] => {}
                Token::Br(label) | Token::BrIf { label, .. } => {
                    targets.insert(*label);
                }
                Token::Table { labels, default, .. } => {
                    targets.extend(labels);
                    targets.insert(*default);
                }
                _ => {}
            }
        }
        for (at, token) in tokens.iter().enumerate() {
            if let Token::Block(label) = token
                && !targets.contains(label)
            {
                self.removed[at] = true;
                self.removed[self.end_of[at]] = true;
            }
        }
    }
}

/// What is left of an arm of an `if`.
enum Arm {
    Empty,
    One(usize),
    More,
}

impl Arm {
    /// The one token and its label, if it is a jump.
    fn only_jump(&self, tokens: &[Token]) -> Option<(usize, Label)> {
        match self {
            Self::One(at) => match tokens[*at] {
                Token::Br(label) => Some((*at, label)),
                _ => None,
            },
            _ => None,
        }
    }
}
