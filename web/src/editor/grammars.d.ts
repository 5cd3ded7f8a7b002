// What the grammar plugin of the build makes out of `*.grammar`.
declare module "*.grammar" {
  import type { LRParser } from "@lezer/lr";
  export const parser: LRParser;
}

declare module "*.grammar.terms" {
  export const TypeName: number;
  export const ConstantName: number;
  export const PrimitiveType: number;
  export const Keyword: number;
  export const ControlKeyword: number;
  export const Modifier: number;
  export const SelfWord: number;
  export const Boolean: number;
}
