//! `POST /`: the page's form as browsers without JavaScript send it, answered with a page.
//!
//! The fields become the request of `/run`, so that they are checked by the same rules. It must never be
//! kinder or stricter than the API.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value};

use super::render::{self, Shown};
use crate::error::Problem;
use crate::limit::client_of;
use crate::perform::{Performed, Wanted, perform};
use crate::request::{self, Endpoint, Include};
use crate::routes::{App, read_body};
use crate::share::canonical::Canonical;

/// Most fields that are read; the form has eight.
const MAX_FORM_FIELDS: usize = 32;

/// The fields as they were sent, to be shown again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Name and text in the order of the form; line ends as programs have them.
    pub fields: Vec<(String, String)>,
}

impl Form {
    /// The form of a shared program. What has its default stays empty, as whoever shared it saw it.
    pub fn shared(program: &Canonical) -> Self {
        let context = &program.context;
        let (code, entry_point) = (
            program.source().to_owned(),
            program.entry_point.clone().unwrap_or_default(),
        );
        let fields = [
            ("code", &code, ""),
            ("syntax_mode", &program.syntax_mode, ""),
            ("entry_point", &entry_point, ""),
            ("sender", &context.sender, request::DEFAULT_SENDER),
            ("value", &context.value, &request::DEFAULT_VALUE.to_string()),
            (
                "block_number",
                &context.block_number,
                &request::DEFAULT_BLOCK_NUMBER.to_string(),
            ),
            (
                "timestamp",
                &context.timestamp,
                &request::DEFAULT_TIMESTAMP.to_string(),
            ),
            (
                "gas_limit",
                &program.gas_limit,
                &request::DEFAULT_GAS_LIMIT.to_string(),
            ),
        ]
        .into_iter()
        .filter(|(_, text, default)| text != default)
        .map(|(name, text, _)| (name.to_owned(), text.clone()))
        .collect();
        Self { fields }
    }

    /// Reads `application/x-www-form-urlencoded`.
    fn parse(body: &[u8]) -> Self {
        let fields = form_urlencoded::parse(body)
            .take(MAX_FORM_FIELDS)
            // Browsers send the lines of a text field with CR LF.
            .map(|(name, value)| (name.into_owned(), value.replace("\r\n", "\n")))
            .collect();
        Self { fields }
    }

    /// The text of the field `name`, or nothing where it is not there.
    pub fn text(&self, name: &str) -> &str {
        self.fields
            .iter()
            .find(|(field, _)| field == name)
            .map_or("", |(_, value)| value)
    }

    /// The request of `/run` that the form means: fields left empty have the API's defaults.
    fn request(&self) -> Value {
        let mut request = Map::new();
        let mut context = Map::new();
        request.insert("code".to_owned(), self.text("code").into());
        for name in ["syntax_mode", "entry_point", "gas_limit"] {
            if !self.text(name).trim().is_empty() {
                request.insert(name.to_owned(), self.text(name).trim().into());
            }
        }
        for name in ["sender", "value", "block_number", "timestamp"] {
            if !self.text(name).trim().is_empty() {
                context.insert(name.to_owned(), self.text(name).trim().into());
            }
        }
        if !context.is_empty() {
            request.insert("context".to_owned(), context.into());
        }
        request.into()
    }
}

/// Runs the form's program and answers with the page. Problems are shown in the page too, with their status.
pub(super) async fn post(State(app): State<Arc<App>>, request: Request) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    let media_type = parts
        .headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .unwrap_or_default()
        .trim();
    if !media_type.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        return Err(Problem::NotAForm);
    }
    let body = read_body(body, app.limits).await?;
    let form = Form::parse(&body);
    drop(body);
    let (response, html) = match run(&app, &form, client_of(&parts.extensions)).await {
        Ok(performed) => {
            let html = render::page(&form, &Shown::Answer(&performed.answer));
            let mut response = StatusCode::OK.into_response();
            performed.finish(&mut response);
            (response, html)
        }
        Err(problem) => {
            let html = render::page(&form, &Shown::Problem(&problem));
            (problem.into_response(), html)
        }
    };
    Ok(super::with_html(response, html))
}

async fn run(app: &App, form: &Form, client: IpAddr) -> Result<Performed, Problem> {
    let json = form.request().to_string();
    let job = request::parse(Endpoint::Run, json.as_bytes(), app.limits.max_source_bytes)?;
    let wanted = Wanted {
        endpoint: Endpoint::Run,
        job,
        include: Include::default(),
        balances: None,
        client,
        follow: None,
    };
    perform(app, wanted).await
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use serde_json::json;

    #[test]
    fn a_form_is_the_request_of_its_fields() {
        let form =
            Form::parse(b"code=fn+main()%0D%0A%7B%7D&syntax_mode=native&entry_point=+&value=5&sender=");
        assert_eq!(
            form.request(),
            json!({"code": "fn main()\n{}", "syntax_mode": "native", "context": {"value": "5"}})
        );
        assert_eq!(Form::parse(b"").request(), json!({"code": ""}));
    }

    #[test]
    fn only_so_many_fields_are_read() {
        let body = "a=1&".repeat(MAX_FORM_FIELDS + 1);
        assert_eq!(Form::parse(body.as_bytes()).fields.len(), MAX_FORM_FIELDS);
    }
}
