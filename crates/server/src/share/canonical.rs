//! The one text of a request: what is stored, and what ids are made of.
//!
//! Every default is filled in, so that a snippet means the same after a default has changed, and requests that
//! mean the same have one id. A field that is added later must be left out where it is not used, or equal
//! requests would no longer have equal texts.

use playground_protocol::{Job, Task};
use serde::{Deserialize, Serialize};

/// A `/run` request in the words of specification 17, fields in its order, numbers in decimal.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Canonical {
    /// The program.
    pub code: String,
    /// `native` or `solidity`.
    pub syntax_mode: String,
    /// What is called.
    pub entry_point: String,
    /// The simulated transaction.
    pub context: CanonicalContext,
    /// Decimal.
    pub gas_limit: String,
}

/// See [`Canonical`].
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CanonicalContext {
    /// `0x` and 40 lower-case digits.
    pub sender: String,
    /// As `sender`.
    pub origin: String,
    /// Decimal.
    pub value: String,
    /// Decimal.
    pub block_number: String,
    /// Decimal.
    pub timestamp: String,
}

impl Canonical {
    /// The canonical form of a job to run; nothing for other jobs.
    pub fn new(job: Job) -> Option<Self> {
        let Task::Run {
            entry_point,
            context,
            gas_limit,
        } = job.task
        else {
            return None;
        };
        Some(Self {
            code: job.code,
            syntax_mode: job.syntax_mode.as_str().to_owned(),
            entry_point,
            context: CanonicalContext {
                sender: context.sender,
                origin: context.origin,
                value: context.value,
                block_number: context.block_number.to_string(),
                timestamp: context.timestamp.to_string(),
            },
            gas_limit: gas_limit.to_string(),
        })
    }

    /// The text that is stored.
    ///
    /// # Errors
    /// Never: it holds nothing that JSON cannot.
    pub fn text(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::request::{Endpoint, parse};

    fn text(body: &str) -> String {
        let job = parse(Endpoint::Run, body.as_bytes(), 1_000).unwrap();
        Canonical::new(job).unwrap().text().unwrap()
    }

    #[test]
    fn requests_that_mean_the_same_have_one_text() {
        let short = text(r#"{"code":"fn main() {}\n"}"#);
        assert_eq!(
            short,
            r#"{"code":"fn main() {}\n","syntax_mode":"native","entry_point":"main","context":{"sender":"0x1111111111111111111111111111111111111111","origin":"0x1111111111111111111111111111111111111111","value":"0","block_number":"1","timestamp":"1767225600"},"gas_limit":"10000000"}"#
        );
        for same in [
            r#" { "code" : "fn\u0020main() {}\n" } "#,
            r#"{"gas_limit":10000000,"entry_point":"main","code":"fn main() {}\n","context":{"value":"0x0","block_number":1}}"#,
            // A stored text is a request, and its own canonical form.
            short.as_str(),
        ] {
            assert_eq!(text(same), short);
        }
        for other in [
            r#"{"code":"fn main() {}"}"#,
            r#"{"code":"fn main() {}\n","gas_limit":1}"#,
            r#"{"code":"fn main() {}\n","syntax_mode":"solidity"}"#,
        ] {
            assert_ne!(text(other), short);
        }
    }
}
