// How the editor looks. Every colour is a variable of styles/themes.css, so that themes stand in one place.

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags as t } from "@lezer/highlight";

const highlight = HighlightStyle.define([
  { tag: [t.keyword, t.modifier, t.definitionKeyword], color: "var(--code-keyword)" },
  { tag: t.controlKeyword, color: "var(--code-control)" },
  { tag: [t.self, t.bool], color: "var(--code-self)" },
  { tag: t.number, color: "var(--code-number)" },
  { tag: t.string, color: "var(--code-string)" },
  { tag: t.typeName, color: "var(--code-type)" },
  { tag: t.standard(t.typeName), color: "var(--code-primitive)" },
  { tag: t.definition(t.typeName), color: "var(--code-type)", fontWeight: "600" },
  { tag: t.function(t.variableName), color: "var(--code-function)" },
  { tag: t.function(t.definition(t.variableName)), color: "var(--code-function)", fontWeight: "600" },
  { tag: t.macroName, color: "var(--code-function)" },
  { tag: [t.propertyName, t.variableName], color: "var(--code-text)" },
  { tag: t.constant(t.variableName), color: "var(--code-number)" },
  { tag: t.labelName, color: "var(--code-control)" },
  { tag: t.meta, color: "var(--code-meta)" },
  { tag: [t.lineComment, t.blockComment], color: "var(--code-comment)", fontStyle: "italic" },
  { tag: t.docComment, color: "var(--code-comment)" },
]);

const look = EditorView.theme({
  "&": { height: "100%", color: "var(--code-text)", backgroundColor: "var(--code-ground)", fontSize: "var(--code-size)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-code)", lineHeight: "1.55", overscrollBehavior: "contain" },
  ".cm-content": { padding: "10px 0 var(--code-tail)", caretColor: "var(--code-caret)" },
  ".cm-line": { padding: "0 12px 0 6px" },
  ".cm-cursor": { borderLeftColor: "var(--code-caret)", borderLeftWidth: "2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "var(--code-selection) !important",
  },
  ".cm-gutters": { backgroundColor: "var(--code-gutter)", color: "var(--code-line)", border: "none" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 6px 0 12px", minWidth: "36px" },
  ".cm-activeLine": { backgroundColor: "var(--code-active)" },
  ".cm-activeLineGutter": { backgroundColor: "var(--code-active)", color: "var(--text)" },
  ".cm-foldGutter .cm-gutterElement": { padding: "0 4px", cursor: "pointer" },
  ".cm-foldPlaceholder": {
    background: "var(--raised)", border: "1px solid var(--line)", color: "var(--muted)", padding: "0 6px",
  },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--code-bracket)", outline: "1px solid var(--code-caret)" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "transparent", outline: "1px solid var(--error)" },
  ".cm-selectionMatch": { backgroundColor: "var(--code-match)" },
  ".cm-searchMatch": { backgroundColor: "var(--code-match)", outline: "1px solid var(--warning)" },
  ".cm-panels": { backgroundColor: "var(--raised)", color: "var(--text)", borderColor: "var(--line)" },
  ".cm-panel.cm-search": { padding: "8px", fontFamily: "var(--font)" },
  ".cm-panel input, .cm-panel button": {
    font: "inherit", color: "var(--text)", background: "var(--ground)", border: "1px solid var(--control-line)",
    borderRadius: "4px", padding: "3px 6px",
  },
  ".cm-panel button[name=close]": { background: "none", border: "none", fontSize: "1.2em" },
  ".cm-tooltip": {
    backgroundColor: "var(--raised)", color: "var(--text)", border: "1px solid var(--line)", borderRadius: "6px",
    boxShadow: "var(--shadow)", maxWidth: "min(520px, 90vw)",
  },
  ".cm-tooltip.cm-tooltip-lint, .cm-tooltip-hover": { fontFamily: "var(--font)", fontSize: "14px", lineHeight: "1.45" },
  ".cm-tooltip-autocomplete > ul": { fontFamily: "var(--font-code)", fontSize: "13px", maxHeight: "16em" },
  ".cm-tooltip-autocomplete > ul > li": { padding: "3px 8px !important" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { background: "var(--accent) !important", color: "var(--on-accent) !important" },
  ".cm-completionDetail": { color: "inherit", opacity: "0.8", fontStyle: "normal" },
  ".cm-tooltip-lint ul, .cm-tooltip-hover > *": { overflow: "hidden", borderRadius: "5px" },
  ".cm-completionInfo": { padding: "8px 12px", fontFamily: "var(--font)", fontSize: "14px", lineHeight: "1.45" },
  ".cm-diagnostic": { padding: "8px 12px", borderLeft: "none", whiteSpace: "pre-wrap" },
  ".cm-diagnostic-error": { borderLeft: "4px solid var(--error)" },
  ".cm-diagnostic-warning": { borderLeft: "4px solid var(--warning)" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--error) 1px", textUnderlineOffset: "3px" },
  ".cm-lintRange-warning": { backgroundImage: "none", textDecoration: "underline wavy var(--warning) 1px", textUnderlineOffset: "3px" },
  ".cm-lintRange-active": { backgroundColor: "var(--code-match)" },
  ".cm-gutter-lint": { width: "16px" },
  ".cm-gutter-lint .cm-gutterElement": { padding: "0" },
  ".cm-lint-marker": { width: "10px", height: "10px", margin: "6px 3px", borderRadius: "50%", content: "none", boxSizing: "border-box" },
  ".cm-lint-marker-error": { content: "none", background: "var(--error)" },
  ".cm-lint-marker-warning": { content: "none", background: "var(--warning)", borderRadius: "2px", transform: "rotate(45deg) scale(0.85)" },
  ".cm-doc-signature": { fontFamily: "var(--font-code)", fontSize: "13px", display: "block", marginBottom: "4px" },
  ".cm-doc-example": { fontFamily: "var(--font-code)", fontSize: "13px", display: "block", marginTop: "6px", color: "var(--muted)", whiteSpace: "pre-wrap" },
  ".cm-tooltip-hover .cm-doc": { padding: "8px 12px" },
  ".cm-gas .cm-gutterElement": { color: "var(--muted)", textAlign: "right", padding: "0 2px 0 8px", minWidth: "52px", fontSize: "0.86em" },
  ".cm-gas-some": { color: "var(--warning)" },
  ".cm-gas-much": { color: "var(--error)", fontWeight: "700" },
  // Vim's cursor and the lines that both put under the text.
  ".cm-fat-cursor": { background: "var(--code-caret) !important", color: "var(--code-ground) !important" },
  "&:not(.cm-focused) .cm-fat-cursor": { background: "none !important", outline: "1px solid var(--code-caret) !important" },
  ".cm-vim-panel": { padding: "2px 10px", fontFamily: "var(--font-code)", minHeight: "1.5em" },
  ".cm-vim-panel input": { font: "inherit", color: "var(--text)", background: "none", border: "none", outline: "none" },
  // A phone has few columns.
  "@media (max-width: 520px)": {
    ".cm-gas .cm-gutterElement": { minWidth: "38px", padding: "0 0 0 4px" },
    ".cm-lineNumbers .cm-gutterElement": { minWidth: "24px", padding: "0 2px 0 4px" },
    ".cm-foldGutter .cm-gutterElement": { padding: "0 2px" },
  },
  "@media (prefers-reduced-motion: reduce)": { ".cm-cursorLayer": { animation: "none !important" } },
});

/** Colours and shapes. */
export const theme: Extension = [look, syntaxHighlighting(highlight)];
