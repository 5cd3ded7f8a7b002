//! Spans as OTLP writes them in JSON: ids in hexadecimal, 64-bit numbers as text.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use super::{RequestSpan, SpanContext};

/// `SPAN_KIND_INTERNAL`
const INTERNAL: u8 = 1;
/// `SPAN_KIND_SERVER`
const SERVER: u8 = 2;
/// `STATUS_CODE_ERROR`
const ERROR: u8 = 2;

/// The body of a request that exports `spans`.
pub(super) fn body(spans: &[Box<RequestSpan>]) -> Value {
    let all: Vec<Value> = spans.iter().flat_map(|span| one(span)).collect();
    json!({ "resourceSpans": [{
        "resource": { "attributes": [
            attribute("service.name", "twilight-playground"),
            attribute("service.version", env!("CARGO_PKG_VERSION"))
        ] },
        "scopeSpans": [{
            "scope": { "name": "playground-server", "version": env!("CARGO_PKG_VERSION") },
            "spans": all
        }]
    }] })
}

fn attribute(key: &str, value: &str) -> Value {
    json!({ "key": key, "value": { "stringValue": value } })
}

/// A request and its stages.
fn one(request: &RequestSpan) -> Vec<Value> {
    let end = request.start + request.duration;
    let mut attributes = vec![
        attribute("http.request.method", request.method),
        attribute("http.route", &request.route),
        json!({ "key": "http.response.status_code", "value": { "intValue": request.status.to_string() } }),
    ];
    attributes.extend(
        request
            .attributes
            .iter()
            .map(|(key, value)| attribute(key, value)),
    );
    let name = format!("{} {}", request.method, request.route);
    let mut first = span(request.context, &name, SERVER, (request.start, end));
    first["attributes"] = attributes.into();
    if request.status >= 500 {
        first["status"] = json!({ "code": ERROR });
    }
    let mut spans = vec![first];
    // Their lengths are measured, not their beginnings: the last of them ends with the request.
    let all: Duration = request.stages.iter().map(|(_, length)| *length).sum();
    let mut at = request.start + request.duration.saturating_sub(all);
    for (name, length) in &request.stages {
        let until = (at + *length).min(end);
        spans.push(span(request.context.child(), name, INTERNAL, (at, until)));
        at = until;
    }
    spans
}

fn span(context: SpanContext, name: &str, kind: u8, (start, end): (SystemTime, SystemTime)) -> Value {
    let mut span = json!({
        "traceId": format!("{:032x}", context.trace),
        "spanId": format!("{:016x}", context.span),
        "name": name,
        "kind": kind,
        "startTimeUnixNano": nanos(start),
        "endTimeUnixNano": nanos(end)
    });
    if let Some(parent) = context.parent {
        span["parentSpanId"] = format!("{parent:016x}").into();
    }
    span
}

fn nanos(time: SystemTime) -> String {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    since.as_nanos().to_string()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn request(status: u16, stages: Vec<(&'static str, Duration)>) -> Vec<Value> {
        one(&RequestSpan {
            context: SpanContext {
                trace: 0xab,
                span: 0xcd,
                parent: Some(0xef),
            },
            start: UNIX_EPOCH + Duration::from_secs(1),
            duration: Duration::from_micros(100),
            method: "POST",
            route: "/run".to_owned(),
            status,
            attributes: vec![("playground.outcome", "success".to_owned())],
            stages,
        })
    }

    #[test]
    fn a_request_is_written_as_the_protocol_has_it() {
        assert_eq!(
            request(200, Vec::new()),
            [json!({
                "traceId": "000000000000000000000000000000ab",
                "spanId": "00000000000000cd",
                "parentSpanId": "00000000000000ef",
                "name": "POST /run",
                "kind": 2,
                "startTimeUnixNano": "1000000000",
                "endTimeUnixNano": "1000100000",
                "attributes": [
                    { "key": "http.request.method", "value": { "stringValue": "POST" } },
                    { "key": "http.route", "value": { "stringValue": "/run" } },
                    { "key": "http.response.status_code", "value": { "intValue": "200" } },
                    { "key": "playground.outcome", "value": { "stringValue": "success" } }
                ]
            })]
        );
        assert_eq!(request(503, Vec::new())[0]["status"], json!({ "code": 2 }));
        assert_eq!(request(422, Vec::new())[0].get("status"), None);
    }

    #[test]
    fn stages_end_with_the_request_and_never_leave_it() {
        let micros = Duration::from_micros;
        let spans = request(200, vec![("compile", micros(30)), ("run", micros(50))]);
        let times: Vec<(&Value, &Value)> = spans
            .iter()
            .skip(1)
            .map(|span| (&span["startTimeUnixNano"], &span["endTimeUnixNano"]))
            .collect();
        assert_eq!(
            times,
            [
                (&json!("1000020000"), &json!("1000050000")),
                (&json!("1000050000"), &json!("1000100000"))
            ]
        );
        assert_eq!(spans[1]["parentSpanId"], "00000000000000cd");
        assert_eq!(
            (&spans[1]["name"], &spans[1]["kind"]),
            (&json!("compile"), &json!(1))
        );
        // Clocks differ: what is longer than the request is cut.
        let long = request(200, vec![("compile", micros(90)), ("run", micros(50))]);
        assert_eq!(long[2]["endTimeUnixNano"], "1000100000");
    }
}
