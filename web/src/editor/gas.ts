// The gas that each line took in the last run, beside the lines. Loaded with the first result that has it.

import { RangeSetBuilder, StateField, type Extension, type Text } from "@codemirror/state";
import { gutter, GutterMarker } from "@codemirror/view";
import type { GasProfile } from "../api";
import { number, percent, t } from "../i18n";
import { MAIN_FILE } from "../program";

/** `12,345` as `12.3k`: the column is narrow. */
export function brief(gas: number): string {
  if (gas < 10_000) return number(String(gas));
  const [value, unit] = gas < 1_000_000 ? [gas / 1000, "k"] : [gas / 1_000_000, "M"];
  return `${new Intl.NumberFormat(document.documentElement.lang, { maximumSignificantDigits: 3 }).format(value)}${unit}`;
}

class Mark extends GutterMarker {
  constructor(
    readonly gas: number,
    readonly share: number,
  ) {
    super();
  }

  override eq(other: Mark): boolean {
    return other.gas === this.gas && other.share === this.share;
  }

  override toDOM(): HTMLElement {
    const element = document.createElement("span");
    element.textContent = brief(this.gas);
    element.title = t("lineGas", { gas: number(String(this.gas)), share: percent(this.share) });
    // How much it is shows without reading it, too.
    element.className = this.share >= 0.2 ? "cm-gas-much" : this.share >= 0.05 ? "cm-gas-some" : "cm-gas-little";
    return element;
  }
}

/** What stands beside the lines of each file. */
export function gasGutter(profile: GasProfile): (path: string, document: Text) => Extension {
  const all = profile.lines.reduce((sum, line) => sum + Number(line.gas), Number(profile.other)) || 1;
  return (path, document) => {
    const builder = new RangeSetBuilder<GutterMarker>();
    const lines = profile.lines.filter((line) => line.line <= document.lines && (line.file === path || (path === MAIN_FILE && !line.file.startsWith("src/"))));
    for (const { line, gas } of lines) {
      const from = document.line(line).from;
      builder.add(from, from, new Mark(Number(gas), Number(gas) / all));
    }
    // Changes move the marks with their lines; the next run counts anew.
    const field = StateField.define({
      create: () => builder.finish(),
      update: (marks, transaction) => marks.map(transaction.changes),
    });
    return lines.length === 0 ? [] : [field, gutter({ class: "cm-gas", markers: (view) => view.state.field(field) })];
  };
}
