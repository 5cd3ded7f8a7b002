//! The page with a program and its result already in it, for browsers without JavaScript.
//!
//! The same elements as `web/src/ui/result.ts` makes. Everything from a request or a program is escaped; the
//! template itself comes from the build.

use std::fmt::Write as _;

use playground_protocol::{Diagnostic, ErrorType, Severity, ShownEvent};

use super::form::Form;
use crate::error::Problem;
use crate::response::Answer;

/// The page with `<!--code-->` in its text field and `<!--result-->` where results stand.
const TEMPLATE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../web/dist/template.html"
));

/// Fields of the form that are filled by their `name`.
const INPUTS: [&str; 6] = [
    "entry_point",
    "sender",
    "value",
    "gas_limit",
    "block_number",
    "timestamp",
];

/// What the form came to.
pub enum Shown<'a> {
    /// The program ran, failed or was refused.
    Answer(&'a Answer),
    /// It was not tried.
    Problem(&'a Problem),
    /// A shared program that nobody has asked to run.
    Program {
        /// What it was shared with and what would compile it now, where they differ.
        other_compiler: Option<(&'a str, &'a str)>,
    },
}

/// The whole page.
pub fn page(form: &Form, shown: &Shown<'_>) -> String {
    let mut page = TEMPLATE.to_owned();
    for name in INPUTS {
        let text = form.text(name);
        if !text.is_empty() {
            let attribute = format!(" name=\"{name}\"");
            page = page.replacen(&attribute, &format!("{attribute} value=\"{}\"", escape(text)), 1);
        }
    }
    if form.text("syntax_mode") == "solidity" {
        page = page.replacen(
            "<option value=\"solidity\"",
            "<option selected value=\"solidity\"",
            1,
        );
    }
    // The program goes in last: nothing in it is taken for a place to fill.
    let mut result = String::new();
    match shown {
        Shown::Answer(answer) => write_answer(&mut result, answer),
        Shown::Problem(problem) => {
            let title = format!("{}.", problem.kind().title);
            banner(&mut result, false, &title, &problem.detail());
        }
        Shown::Program { other_compiler: None } => {}
        Shown::Program {
            other_compiler: Some((then, now)),
        } => {
            let _ = write!(
                result,
                "<p class=\"quiet compilers\">It was shared with {}; here is {}, so it may do something else.</p>",
                escape(then),
                escape(now)
            );
        }
    }
    let page = page.replacen("<!--result-->", &result, 1);
    // A first line end inside a text field belongs to HTML, not to the text.
    page.replacen("<!--code-->", &format!("\n{}", escape(form.text("code"))), 1)
}

fn write_answer(out: &mut String, answer: &Answer) {
    match answer {
        Answer::Ran {
            diagnostics,
            output,
            events,
            return_value,
            gas_used,
            ..
        } => {
            let title = if return_value == "()" {
                "It ran."
            } else {
                "It ran. It returned"
            };
            let _ = write!(out, "<div class=\"outcome good\"><h2>{title}");
            if return_value != "()" {
                let _ = write!(out, " <code>{}</code>", escape(return_value));
            }
            out.push_str("</h2></div>");
            write_output(out, output);
            write_events(out, events);
            write_messages(out, diagnostics);
            write_gas(out, gas_used);
        }
        Answer::Failed {
            diagnostics,
            error_type,
            revert_message,
            partial,
            ..
        } => {
            let (title, why) = words(*error_type);
            let message = revert_message.as_deref().unwrap_or_default();
            let _ = write!(out, "<div class=\"outcome bad\"><h2>{title}</h2>");
            if !message.is_empty() {
                let _ = write!(out, "<p class=\"reason\">“{}”</p>", escape(message));
            }
            let _ = write!(out, "<p>{why}</p></div>");
            write_messages(out, diagnostics);
            if let Some(partial) = partial {
                write_output(out, &partial.output);
                write_events(out, &partial.events);
                if let Some(gas) = &partial.gas_used
                    && *error_type != ErrorType::Compilation
                {
                    write_gas(out, gas);
                }
            }
        }
        // The form runs programs; what only compiles is never its answer.
        Answer::Compiled { .. } | Answer::Tested { .. } => banner(out, true, "It compiles.", ""),
    }
}

/// A failure in words: what happened, and what it means.
const fn words(error_type: ErrorType) -> (&'static str, &'static str) {
    match error_type {
        ErrorType::Compilation => ("It does not compile.", "The errors have to be fixed first."),
        ErrorType::RuntimeRevert => ("It reverted.", "Everything that the call changed is undone."),
        ErrorType::RuntimePanic => (
            "It panicked.",
            "A panic is a mistake in the program; everything that the call changed is undone and all gas is spent.",
        ),
        ErrorType::OutOfGas => (
            "It ran out of gas.",
            "Raise the gas limit, or look for a loop that does not end.",
        ),
        ErrorType::Timeout => (
            "It took too long.",
            "Compiling and running together may take a few seconds.",
        ),
        ErrorType::SandboxError => ("It hit a limit of the sandbox.", ""),
        ErrorType::InternalError => (
            "The service failed.",
            "This is a defect of the playground, not of your program.",
        ),
    }
}

fn banner(out: &mut String, good: bool, title: &str, why: &str) {
    let class = if good { "good" } else { "bad" };
    let _ = write!(
        out,
        "<div class=\"outcome {class}\"><h2>{}</h2><p>{}</p></div>",
        escape(title),
        escape(why)
    );
}

fn write_output(out: &mut String, output: &str) {
    if !output.is_empty() {
        let _ = write!(
            out,
            "<section class=\"part\"><h3>Output</h3><pre class=\"output\">\n{}</pre></section>",
            escape(output)
        );
    }
}

fn write_events(out: &mut String, events: &[ShownEvent]) {
    if events.is_empty() {
        return;
    }
    out.push_str("<section class=\"part\"><h3>Events</h3><ol class=\"events\">");
    for ShownEvent { event, .. } in events {
        let _ = write!(
            out,
            "<li><dl class=\"raw\"><dt>Address</dt><dd><code>{}</code></dd>",
            escape(&event.address)
        );
        for topic in &event.topics {
            let _ = write!(out, "<dt>Topic</dt><dd><code>{}</code></dd>", escape(topic));
        }
        let _ = write!(
            out,
            "<dt>Data</dt><dd><code>{}</code></dd></dl></li>",
            escape(&event.data)
        );
    }
    out.push_str("</ol></section>");
}

fn write_messages(out: &mut String, diagnostics: &[Diagnostic]) {
    if diagnostics.is_empty() {
        return;
    }
    out.push_str("<section class=\"part\"><h3>Messages</h3><ol class=\"messages\">");
    for diagnostic in diagnostics {
        let (class, word) = match diagnostic.severity {
            Severity::Error => ("error", "Error"),
            Severity::Warning => ("warning", "Warning"),
        };
        let _ = write!(
            out,
            "<li class=\"message {class}\"><p class=\"message-head\"><strong>{word}</strong>"
        );
        if !diagnostic.code.is_empty() {
            let _ = write!(out, " <code>{}</code>", escape(&diagnostic.code));
        }
        if let Some(span) = &diagnostic.span {
            let _ = write!(out, " line {}, column {}", span.start.line, span.start.column);
        }
        let _ = write!(
            out,
            "</p><p class=\"message-text\">{}</p>",
            escape(&diagnostic.message)
        );
        for label in &diagnostic.labels {
            let _ = write!(
                out,
                "<p class=\"message-note\">line {}, column {}: {}</p>",
                label.span.start.line,
                label.span.start.column,
                escape(&label.message)
            );
        }
        for help in &diagnostic.help {
            let _ = write!(out, "<p class=\"message-help\"><b>Help:</b> {}</p>", escape(help));
        }
        out.push_str("</li>");
    }
    out.push_str("</ol></section>");
}

fn write_gas(out: &mut String, gas: &str) {
    let _ = write!(
        out,
        "<section class=\"part\"><h3>Gas</h3><p>{} gas used</p></section>",
        escape(gas)
    );
}

/// `text` as HTML text, also inside quoted attributes and text fields.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::response::More;
    use playground_protocol::Event;

    fn form(fields: &[(&str, &str)]) -> Form {
        Form {
            fields: fields
                .iter()
                .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
                .collect(),
        }
    }

    fn refused(form: &Form) -> String {
        page(form, &Shown::Problem(&Problem::BodyIncomplete))
    }

    #[test]
    fn the_template_has_every_place_once() {
        for name in INPUTS {
            assert_eq!(
                TEMPLATE.matches(&format!(" name=\"{name}\"")).count(),
                1,
                "{name}"
            );
        }
        for place in ["<!--code-->", "<!--result-->", "<option value=\"solidity\""] {
            assert_eq!(TEMPLATE.matches(place).count(), 1, "{place}");
        }
    }

    #[test]
    fn what_was_sent_is_shown_again() {
        let page = refused(&form(&[
            ("code", "\nfn main() {}"),
            ("entry_point", "a\" onfocus=\"x"),
            ("syntax_mode", "solidity"),
        ]));
        assert!(page.contains(">\n\nfn main() {}</textarea>"));
        assert!(page.contains("name=\"entry_point\" value=\"a&quot; onfocus=&quot;x\""));
        assert!(page.contains("<option selected value=\"solidity\""));
    }

    #[test]
    fn nothing_in_a_program_becomes_part_of_the_page() {
        let hostile = "</textarea><script>alert(1)</script><!--result--> name=\"sender\"";
        let page = refused(&form(&[("code", hostile), ("sender", "<!--code-->")]));
        assert!(!page.contains("<script>alert"));
        assert_eq!(page.matches("&lt;script&gt;alert(1)").count(), 1);
        assert_eq!(page.matches("class=\"outcome").count(), 1);
    }

    #[test]
    fn every_part_of_an_answer_is_shown_and_escaped() {
        let event = Event {
            address: "0x01".to_owned(),
            topics: vec!["0x02".to_owned()],
            data: "0x03".to_owned(),
        };
        let answer = Answer::Ran {
            success: true,
            diagnostics: vec![Diagnostic {
                severity: Severity::Warning,
                code: "W0001".to_owned(),
                message: "A <b> is here.".to_owned(),
                span: None,
                labels: Vec::new(),
                help: vec!["Do & go.".to_owned()],
            }],
            output: "1 < 2".to_owned(),
            events: vec![ShownEvent::raw(event)],
            return_value: "\"<i>\"".to_owned(),
            gas_used: "77".to_owned(),
            more: More::default(),
        };
        let page = page(&Form::default(), &Shown::Answer(&answer));
        for part in [
            "It ran. It returned <code>&quot;&lt;i&gt;&quot;</code>",
            "1 &lt; 2</pre>",
            "<code>0x02</code>",
            "<strong>Warning</strong> <code>W0001</code>",
            "A &lt;b&gt; is here.",
            "Do &amp; go.",
            "77 gas used",
        ] {
            assert!(page.contains(part), "{part} is missing");
        }
    }

    #[test]
    fn failures_are_told_in_words() {
        let answer = Answer::Failed {
            success: false,
            diagnostics: Vec::new(),
            error_type: ErrorType::RuntimeRevert,
            revert_message: Some("No.".to_owned()),
            partial: None,
            more: More::default(),
        };
        let page = page(&Form::default(), &Shown::Answer(&answer));
        assert!(page.contains("<h2>It reverted.</h2><p class=\"reason\">“No.”</p>"));
    }
}
