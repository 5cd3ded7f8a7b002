// The two syntaxes as languages of the editor: colours, indentation, folds, comments, brackets.

import {
  delimitedIndent,
  foldInside,
  foldNodeProp,
  indentNodeProp,
  LanguageSupport,
  LRLanguage,
} from "@codemirror/language";
import { styleTags, tags as t } from "@lezer/highlight";
import type { LRParser } from "@lezer/lr";
import type { SyntaxMode } from "../program";
import { parser as solidityParser } from "./solidity.grammar";
import { parser as twilightParser } from "./twilight.grammar";

const colours = styleTags({
  "fn val var const let struct enum trait type contract mod event function constructor interface library modifier error":
    t.definitionKeyword,
  Keyword: t.keyword,
  Modifier: t.modifier,
  ControlKeyword: t.controlKeyword,
  SelfWord: t.self,
  Boolean: t.bool,
  Number: t.number,
  String: t.string,
  Label: t.labelName,
  Operator: t.operator,
  '"!"': t.operator,
  VariableName: t.variableName,
  ConstantName: t.constant(t.variableName),
  TypeName: t.typeName,
  PrimitiveType: t.standard(t.typeName),
  "Call/VariableName MethodCall/VariableName MethodCall/PrimitiveType MethodCall/Keyword": t.function(t.variableName),
  "Macro/VariableName": t.macroName,
  "Member/VariableName Member/Keyword Member/PrimitiveType Member/SelfWord": t.propertyName,
  "FunctionName/...": t.function(t.definition(t.variableName)),
  "ContractName/... DefinedType/... EventName/...": t.definition(t.typeName),
  "ModuleName/...": t.namespace,
  "DefinedVariable/...": t.definition(t.variableName),
  "Attribute/...": t.meta,
  DocComment: t.docComment,
  LineComment: t.lineComment,
  BlockComment: t.blockComment,
});

function language(name: string, parser: LRParser): LRLanguage {
  return LRLanguage.define({
    name,
    parser: parser.configure({
      props: [
        colours,
        indentNodeProp.add({
          Block: delimitedIndent({ closing: "}", align: false }),
          Parens: delimitedIndent({ closing: ")", align: false }),
          Brackets: delimitedIndent({ closing: "]", align: false }),
        }),
        foldNodeProp.add({
          Block: foldInside,
          Parens: foldInside,
          Brackets: foldInside,
          BlockComment: (node) => ({ from: node.from + 2, to: node.to - 2 }),
        }),
      ],
    }),
    languageData: {
      commentTokens: { line: "//", block: { open: "/*", close: "*/" } },
      closeBrackets: { brackets: ["(", "[", "{", '"'] },
      indentOnInput: /^\s*[}\])]$/,
    },
  });
}

const languages: Record<SyntaxMode, LRLanguage> = {
  native: language("twilight", twilightParser),
  solidity: language("solidity", solidityParser),
};

/** The language of `mode`, without completion. */
export function languageOf(mode: SyntaxMode): LanguageSupport {
  return new LanguageSupport(languages[mode]);
}

/** The parser of `mode`, for what reads programs without showing them. */
export function parserOf(mode: SyntaxMode): LRParser {
  return languages[mode].parser;
}
