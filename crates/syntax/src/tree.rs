//! The lossless syntax tree: every token of a file, trivia included, under nodes.
//!
//! Nodes are kept in the order in which they end (post-order), each with its range of tokens and the
//! number of nodes below it; that is all a tree needs, and it costs the parser one push per node.
//! The tree exists for every text, however wrong: what no node covers stands in the root.

use crate::token::{Token, TokenKind};

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
#[allow(
    missing_docs,
    reason = "each is named after the construct of spec 02 §3 that it covers"
)]
pub enum NodeKind {
    SourceFile,
    SyntaxDirective,
    Attribute,
    Item,
    UseTree,
    StorageItem,
    Field,
    Variant,
    Parameter,
    GenericParams,
    WhereClause,
    Block,
    Let,
    ExprStatement,
    Path,
    Type,
    Pattern,
    MatchArm,
    FieldInit,
    Arguments,
    Literal,
    Paren,
    Array,
    StructLiteral,
    Call,
    MethodCall,
    Index,
    FieldAccess,
    Unary,
    Binary,
    Assign,
    Cast,
    Try,
    Range,
    If,
    Loop,
    While,
    For,
    Match,
    Jump,
    Emit,
    Require,
    Old,
    Macro,
    Closure,
}

/// Index of a node in its [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(u32);

#[derive(Clone, Copy, Debug)]
struct Node {
    kind: NodeKind,
    /// First token and one past the last, as indices of all tokens.
    tokens: (u32, u32),
    /// Nodes below this one.
    descendants: u32,
}

/// A child of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Element {
    /// A node.
    Node(NodeId),
    /// Index of a token in [`Tree::tokens`].
    Token(usize),
}

/// A lossless tree. Its text is the parsed text, byte for byte.
#[derive(Clone, Debug)]
pub struct Tree {
    source: Box<str>,
    tokens: Vec<Token>,
    nodes: Vec<Node>,
}

/// Collects nodes while the parser runs.
#[derive(Debug, Default)]
pub(crate) struct TreeBuilder {
    nodes: Vec<Node>,
}

impl TreeBuilder {
    /// Number of nodes so far: pass it to [`TreeBuilder::finish`] of the node that starts now.
    pub fn mark(&self) -> u32 {
        self.nodes.len() as u32
    }

    /// Ends a node over `tokens`; nodes added since `mark` are its descendants.
    pub fn finish(&mut self, kind: NodeKind, tokens: (u32, u32), mark: u32) {
        if tokens.0 < tokens.1 {
            let descendants = self.mark().saturating_sub(mark);
            self.nodes.push(Node {
                kind,
                tokens,
                descendants,
            });
        }
    }

    /// The tree of `source`.
    pub fn build(mut self, source: &str, tokens: Vec<Token>) -> Tree {
        let descendants = self.mark();
        let range = (0, tokens.len() as u32);
        self.nodes.push(Node {
            kind: NodeKind::SourceFile,
            tokens: range,
            descendants,
        });
        Tree {
            source: source.into(),
            tokens,
            nodes: self.nodes,
        }
    }
}

impl Tree {
    /// The node of the whole file.
    #[must_use]
    pub fn root(&self) -> NodeId {
        NodeId(self.nodes.len().saturating_sub(1) as u32)
    }

    /// All tokens in order; the last is `Eof`.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The source text of a token.
    #[must_use]
    pub fn token_text(&self, index: usize) -> &str {
        let start = self
            .tokens
            .get(index)
            .map_or(self.source.len(), |token| token.start as usize);
        let end = self
            .tokens
            .get(index + 1)
            .map_or(self.source.len(), |token| token.start as usize);
        self.source.get(start..end).unwrap_or("")
    }

    /// What a node is.
    #[must_use]
    pub fn kind(&self, id: NodeId) -> NodeKind {
        self.nodes
            .get(id.0 as usize)
            .map_or(NodeKind::SourceFile, |node| node.kind)
    }

    /// Children of a node in source order: nodes, and the tokens that no child node covers.
    #[must_use]
    pub fn children(&self, id: NodeId) -> Vec<Element> {
        let Some(node) = self.nodes.get(id.0 as usize) else {
            return Vec::new();
        };
        let mut children = Vec::new();
        let mut token = node.tokens.1;
        let mut below = id.0;
        let first = id.0.saturating_sub(node.descendants);
        // From the last child to the first: a child directly precedes the whole of its next sibling.
        while below > first {
            below -= 1;
            let Some(child) = self.nodes.get(below as usize) else {
                break;
            };
            children.extend(
                (child.tokens.1..token)
                    .rev()
                    .map(|index| Element::Token(index as usize)),
            );
            children.push(Element::Node(NodeId(below)));
            token = child.tokens.0;
            below = below.saturating_sub(child.descendants);
        }
        children.extend(
            (node.tokens.0..token)
                .rev()
                .map(|index| Element::Token(index as usize)),
        );
        children.reverse();
        children
    }

    /// The text, put together from the leaves.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(self.source.len());
        self.walk(|_, element| {
            if let Element::Token(index) = element {
                text.push_str(self.token_text(index));
            }
        });
        text
    }

    /// An indented listing of nodes and tokens without white space, for tests and tools.
    #[must_use]
    pub fn dump(&self) -> String {
        let mut out = String::new();
        self.walk(|depth, element| {
            let line = match element {
                Element::Node(id) => format!("{:?}", self.kind(id)),
                Element::Token(index) => match self.tokens.get(index).map(|token| token.kind) {
                    None | Some(TokenKind::Whitespace | TokenKind::Eof) => return,
                    Some(_) => format!("{:?}", self.token_text(index)),
                },
            };
            out.extend(std::iter::repeat_n("  ", depth));
            out.push_str(&line);
            out.push('\n');
        });
        out
    }

    /// Visits nodes before their children and tokens in source order, with their depth. Not recursive.
    fn walk(&self, mut visit: impl FnMut(usize, Element)) {
        let mut stack = vec![(0, Element::Node(self.root()))];
        while let Some((depth, element)) = stack.pop() {
            visit(depth, element);
            if let Element::Node(id) = element {
                stack.extend(
                    self.children(id)
                        .into_iter()
                        .rev()
                        .map(|child| (depth + 1, child)),
                );
            }
        }
    }
}
