// Turns <pre class="twilight"> of any page into programs that run.
//
//   <pre class="twilight" data-entry="main" data-expect="42">fn main() -> u64 { 6 * 7 }</pre>
//   <script src="https://<playground>/embed.js" async></script>
//
// data-syntax="solidity", data-entry, data-expect (the value that a run should return) and data-theme (light, dark)
// are optional. Lines that begin with `# ` at the beginning or the end are part of the program but not shown.
// Without this script, and where the service is away, the text stays as it is.
(function () {
  "use strict";
  var script = document.currentScript;
  if (!script) return;
  var origin = new URL(script.src, document.baseURI).origin;

  /** The lines of `text` in three parts: hidden before, shown, hidden after. */
  function parts(text) {
    var lines = text.replace(/^\n/, "").replace(/\s*$/, "").split("\n");
    var hidden = function (line) {
      return line === "#" || line.indexOf("# ") === 0;
    };
    var from = 0;
    while (from < lines.length && hidden(lines[from])) from += 1;
    var to = lines.length;
    while (to > from && hidden(lines[to - 1])) to -= 1;
    var plain = function (line) {
      return line.slice(2);
    };
    return {
      before: lines.slice(0, from).map(plain).join("\n"),
      shown: lines.slice(from, to).join("\n"),
      after: lines.slice(to).map(plain).join("\n"),
    };
  }

  function replace(pre) {
    if (pre.dataset.twilight) return;
    pre.dataset.twilight = "running";
    var text = parts(pre.textContent || "");
    var fields = { code: text.shown + "\n", before: text.before, after: text.after };
    fields.mode = pre.dataset.syntax;
    fields.entry = pre.dataset.entry;
    fields.expect = pre.dataset.expect;
    fields.theme = pre.dataset.theme;
    var hash = Object.keys(fields)
      .filter(function (name) {
        return fields[name];
      })
      .map(function (name) {
        return name + "=" + encodeURIComponent(fields[name]);
      })
      .join("&");
    var frame = document.createElement("iframe");
    frame.src = origin + "/embed#" + hash;
    frame.title = pre.getAttribute("aria-label") || "Twilight";
    frame.loading = "lazy";
    frame.style.cssText = "width:100%;border:0;display:block;color-scheme:normal";
    frame.style.height = text.shown.split("\n").length * 22 + 80 + "px";
    addEventListener("message", function (event) {
      if (event.source !== frame.contentWindow || event.origin !== origin) return;
      var height = event.data && event.data.twilightHeight;
      if (typeof height === "number" && height > 0 && height < 4000) frame.style.height = Math.ceil(height) + "px";
    });
    pre.after(frame);
    pre.hidden = true;
  }

  function start() {
    document.querySelectorAll("pre.twilight").forEach(replace);
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
