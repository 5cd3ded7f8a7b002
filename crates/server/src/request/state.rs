//! The chain that a request begins with: storage that calls find, and balances.
//!
//! Whether storage fits the program is known when that has been compiled, and not before.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use super::{Draft, Place, pointer};
use crate::fields::{Shape, shape, shortened, shown, strict};

impl Draft {
    /// Places or keys with typed JSON.
    pub(super) fn storage(&mut self, at: &Place, value: &RawValue) {
        if shape(value) != Shape::Object {
            let got = shown(value);
            self.wrong(
                at,
                format!(
                    "`storage` must be a JSON object with places such as `owners[3]`, or keys as 0x.., and what stands there; got {got}."
                ),
            );
            return;
        }
        match strict(value) {
            Ok(serde_json::Value::Object(places)) => self.storage = Some(places),
            Ok(_) => {}
            Err((place, message)) => self.wrong(at, format!("`storage{place}` {message}.")),
        }
    }

    /// Addresses with numbers.
    pub(super) fn balances(&mut self, at: &Place, value: &RawValue) {
        let Some(fields) = self.object(at, value, "addresses and numbers") else {
            return;
        };
        let mut balances = BTreeMap::new();
        for (name, value) in &fields {
            let at = Place {
                pointer: pointer(&["", "balances", name]),
                name: format!("balances[\"{}\"]", shortened(name)),
            };
            let digits = name.strip_prefix("0x").unwrap_or("");
            if digits.len() != 40 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                self.wrong(
                    &at,
                    format!(
                        "`{}` must be an address of 20 bytes, 0x and 40 hexadecimal digits.",
                        at.name
                    ),
                );
            } else if let Some(balance) = self.integer(&at, value, u128::MAX)
                && balances
                    .insert(name.to_ascii_lowercase(), balance.to_string())
                    .is_some()
            {
                self.wrong(
                    &at,
                    format!(
                        "`{}` stands more than once in the request; send it once.",
                        at.name
                    ),
                );
            }
        }
        self.balances = Some(balances);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use playground_protocol::Task;
    use serde_json::{Value, json};

    use crate::error::Problem;
    use crate::fields::{MAX_FIELDS, MAX_VALUE_DEPTH};
    use crate::request::{Endpoint, Parsed, read};

    fn parsed(body: &Value) -> Result<Parsed, Problem> {
        read(Endpoint::Run, body.to_string().as_bytes(), 1_000)
    }

    fn refused(body: &Value) -> Vec<(String, String)> {
        match parsed(body) {
            Err(Problem::InvalidRequest { errors }) => errors
                .into_iter()
                .map(|error| (error.pointer, error.detail))
                .collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn storage_goes_to_the_simulation_as_it_was_written() {
        let storage = json!({"count": 5, "held[0xAB]": "7", "0x6162": null, "names": [["a", {"b": [true]}]]});
        let job = parsed(&json!({"code": "x", "entry_point": "C.f", "storage": storage}))
            .unwrap()
            .job;
        assert_eq!(job.contract.as_deref(), Some("C"));
        let Task::Simulate(simulation) = job.task else {
            panic!("{:?}", job.task);
        };
        assert_eq!(Value::from(simulation.storage.unwrap()), storage);
        assert!(!simulation.sequence);
        // An empty one is one.
        let job = parsed(&json!({"code": "x", "storage": {}})).unwrap().job;
        assert!(matches!(job.task, Task::Simulate(_)));
    }

    #[test]
    fn storage_is_bounded_and_exact() {
        let places = |count: usize| -> Value {
            let places: serde_json::Map<String, Value> =
                (0..count).map(|at| (format!("v{at}"), json!(1))).collect();
            json!({"code": "x", "storage": places})
        };
        assert!(parsed(&places(MAX_FIELDS)).is_ok());
        assert!(
            refused(&places(MAX_FIELDS + 1))
                .concat_details()
                .contains("at most 64 fields")
        );
        let deep = |depth: usize| {
            let value = (0..depth).fold(json!(1), |value, _| json!([value]));
            json!({"code": "x", "storage": {"v": value}})
        };
        assert!(parsed(&deep(MAX_VALUE_DEPTH - 1)).is_ok());
        assert!(
            refused(&deep(MAX_VALUE_DEPTH))
                .concat_details()
                .contains("64 levels deep")
        );
        for (storage, part) in [
            ("[]", "must be a JSON object"),
            ("null", "must be a JSON object"),
            (r#"{"v":1,"v":2}"#, "`storage.v` stands more than once"),
            (r#"{"v":1.5}"#, "`storage.v` is the number 1.5"),
        ] {
            let body = format!(r#"{{"code":"x","storage":{storage}}}"#);
            match read(Endpoint::Run, body.as_bytes(), 1_000) {
                Err(Problem::InvalidRequest { errors }) => {
                    let [error] = errors.try_into().unwrap();
                    assert_eq!(error.pointer, "#/storage");
                    assert!(error.detail.contains(part), "{}", error.detail);
                }
                other => panic!("{other:?}"),
            }
        }
        let body = json!({"code": "x", "storage": {}});
        let problem = read(Endpoint::Compile, body.to_string().as_bytes(), 1_000).unwrap_err();
        assert!(format!("{problem:?}").contains("is not a field of this request"));
    }

    trait Details {
        fn concat_details(&self) -> String;
    }

    impl Details for Vec<(String, String)> {
        fn concat_details(&self) -> String {
            self.iter().map(|(_, detail)| detail.as_str()).collect()
        }
    }

    #[test]
    fn balances_are_addresses_and_numbers() {
        let one = format!("0x{}", "aB".repeat(20));
        let most = u128::MAX.to_string();
        let body = json!({"code": "x", "balances": {&one: "0x10", format!("0x{}", "00".repeat(20)): most}});
        let parsed_body = parsed(&body).unwrap();
        // They make no other job.
        assert_eq!(parsed_body.job, parsed(&json!({"code": "x"})).unwrap().job);
        let balances = parsed_body.balances.unwrap();
        assert_eq!(
            balances.into_iter().collect::<Vec<_>>(),
            [
                (format!("0x{}", "00".repeat(20)), most),
                (one.to_lowercase(), "16".to_owned())
            ]
        );
        let lower = one.to_lowercase();
        let errors = refused(&json!({"code": "x", "balances": {"0x12": 1, &one: -1}}));
        assert_eq!(errors.len(), 2);
        assert_eq!(errors[0].0, "#/balances/0x12");
        assert!(errors.concat_details().contains("must be an address of 20 bytes"));
        assert!(errors.concat_details().contains("between 0 and"));
        let twice = refused(&json!({"code": "x", "balances": {one: 1, lower: 2}}));
        assert!(twice.concat_details().contains("stands more than once"));
        assert!(
            refused(&json!({"code": "x", "balances": 5}))
                .concat_details()
                .contains("must be a JSON object")
        );
    }
}
