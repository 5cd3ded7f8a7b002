// What units.mjs tests without a page.
export { eventOf, timings } from "../src/api";
export { parserOf } from "../src/editor/languages";
export { lookUp, lookUpSolidity, members } from "../src/editor/assist";
export { callables, chosenEntry, functionRanges } from "../src/editor/outline";
export { instructionOffsets, jsonParts, tirParts, watParts } from "../src/source_lines";
export { seemingSyntax } from "../src/program";
export { programOfFiles } from "../src/ui/files";
export { gasByFunction } from "../src/ui/result";
export { unzip, zip } from "../src/zip";
export { parseArgument } from "../src/ui/arguments";
export { de } from "../src/i18n/de";
export { en } from "../src/i18n/en";
export { words as tourDe } from "../src/tour/de";
export { words as tourEn } from "../src/tour/en";
export { steps } from "../src/tour/steps";
export { hashOf, readHash } from "../src/links";
