// Die Texte der Tour auf Deutsch, in der Reihenfolge von steps.ts.

import type { Words } from "./en";

export const words: Words[] = [
  {
    title: "Ein erstes Programm",
    text: "Ein Programm ist eine Datei mit Funktionen. Der Lauf beginnt bei `main`. Der letzte Ausdruck einer Funktion ist ihr Wert; was das Programm ausgibt, steht daneben.",
    task: "Drücke „Ausführen“. Ändere dann den Text und die Zahlen.",
  },
  {
    title: "Werte und Variablen",
    text: "`val` bindet einen Namen für immer, `var` einen, der sich ändern kann. Typen werden erschlossen; schreib sie hin, wo du magst.",
    task: "Mach `area` zu einem `val` und sieh, was der Compiler sagt.",
  },
  {
    title: "Zahlen",
    text: "Ganze Zahlen haben 8 bis 256 Bits, mit Vorzeichen (`i`) oder ohne (`u`). Nichts läuft stillschweigend über: Was nicht passt, wird zurückgenommen. Wo du etwas anderes willst, sag es.",
    task: "Ersetze die erste Zeile des Ergebnisses durch `a + 100` und führe es aus.",
  },
  {
    title: "Text",
    text: "Ein `string` ist Text in UTF-8, `len` zählt Bytes. `println` nimmt ein Format: Jedes `{}` ist das nächste Argument, und ihre Zahl wird geprüft.",
    task: "Halte den Zeiger über `split`; tippe einen Punkt hinter `greeting`, um zu sehen, was es noch gibt.",
  },
  {
    title: "Ablauf",
    text: "`if`, `match` und Blöcke sind Ausdrücke. `for` geht über Bereiche und Sammlungen; `loop` läuft bis `break`, das einen Wert mitnehmen kann.",
    task: "Summiere stattdessen die geraden Zahlen.",
  },
  {
    title: "Sammlungen",
    text: "Ein `vector` hält beliebig viele Werte eines Typs, eine `map` Werte nach Schlüsseln. Eine `map` im Speicher behält die Reihenfolge; ein fehlender Schlüssel liest sich als Vorgabe.",
    task: "Lies `ages[\"Alan\"]`, dann `ages.get(\"Alan\")`.",
  },
  {
    title: "Strukturen",
    text: "Ein `struct` fasst Werte zusammen, `impl` gibt ihm Funktionen. `self` liest, `mut self` ändert; eine Funktion ohne beides wird über den Typ aufgerufen.",
    task: "Füge eine Funktion `describe` hinzu, die einen Text liefert.",
  },
  {
    title: "Aufzählungen und match",
    text: "Ein Wert eines `enum` ist eine seiner Varianten, mit dem, was sie trägt. `match` muss alle abdecken.",
    task: "Entferne einen Zweig und lies die Meldung.",
  },
  {
    title: "Fehlende Werte und Fehler",
    text: "Es gibt kein null. `Option` ist `Some(value)` oder `None`, `Result` ist `Ok(value)` oder `Err(error)`. `?` nimmt den guten Wert heraus oder gibt den anderen zurück.",
    task: "Übergehe ein Ergebnis: Schreib `parse(\"1\");` als Anweisung.",
  },
  {
    title: "Eigentum",
    text: "Texte, Listen und Strukturen haben einen Eigentümer und wandern, wenn man sie weggibt. Dieses Programm benutzt `list` danach und lässt sich nicht übersetzen. Die Meldung sagt, wo und was zu tun ist.",
    task: "Schreib `list.clone()` in der zweiten Zeile.",
  },
  {
    title: "Traits und Generics",
    text: "Ein Trait sagt, was Typen können. `A: Area` verlangt es. Welche Funktion läuft, entscheidet sich beim Übersetzen und kostet später nichts.",
    task: "Füge einen Kreis hinzu.",
  },
  {
    title: "Contracts",
    text: "Ein Contract hat Speicher, der seine Aufrufe überlebt. `pub`-Funktionen kann man von außen aufrufen, die anderen nur er selbst. `ctx.sender()` ist der Aufrufer.",
    task: "Öffne rechts „Aufruf“ und führe es als Bob aus.",
  },
  {
    title: "Regeln und Ereignisse",
    text: "`require` nimmt den Aufruf zurück, wo eine Regel verletzt ist: Alles, was er geändert hat, ist rückgängig. `emit` schreibt ein Ereignis für die Außenwelt.",
    task: "Mach die zweite Lampe teuer genug.",
  },
  {
    title: "Zusicherungen",
    text: "`assert_pre` sagt, was vorher gilt, `assert_post`, was nachher, `assert_invariant`, was zwischen Aufrufen. Die Spielwiese prüft sie; Auslieferungen lassen sie weg. Sie ändern nichts, was der Compiler beweist.",
    task: "Füge 41 statt 40 hinzu.",
  },
  {
    title: "Solidity",
    text: "Derselbe Compiler liest Solidity 0.8. Was er kann, tut er wie solc; was nicht, lehnt er mit einem Rat ab.",
    task: "Öffne die Beispiele, in beiden Syntaxen. Teile, was du schreibst, mit Strg+S.",
  },
];
