//! The curl commands of the documents.

use playground_server::request::Endpoint;

/// The answer that a document shows after the command with `body`, where it shows one.
pub fn answer_after(text: &str, body: &str) -> Option<serde_json::Value> {
    let (_, after) = text.split_once(body)?;
    let (end, shown) = after.split_once("```\n```json\n")?;
    // Only the block that follows at once.
    let near = !end.contains("```");
    near.then(|| shown.split_once("\n```"))
        .flatten()
        .map(|(json, _)| serde_json::from_str(json).unwrap())
}

/// The bodies of all curl commands: between `-d '` and the next quote, or in a here document.
pub fn curl_bodies(text: &str) -> Vec<(Endpoint, String)> {
    let mut bodies = Vec::new();
    for command in text.split("curl -s http://127.0.0.1:8080/").skip(1) {
        let endpoint = if command.starts_with("compile") {
            Endpoint::Compile
        } else if command.starts_with("test") {
            Endpoint::Test
        } else if command.starts_with("share") {
            Endpoint::Share
        } else {
            Endpoint::Run
        };
        let body = match command.split_once("<<'JSON'\n") {
            Some((head, rest)) if !head.contains("```") => rest.split_once("\nJSON").unwrap().0,
            _ => command.split_once("-d '").unwrap().1.split_once('\'').unwrap().0,
        };
        bodies.push((endpoint, body.to_owned()));
    }
    bodies
}
