//! Clients in other languages, each of which uses every endpoint.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::service::Service;
use crate::sharing::Scratch;

const API: &str = include_str!("../../../../docs/api.md");

/// Methods and paths of the endpoints that docs/api.md lists at its beginning, as the log names them.
fn endpoints() -> Vec<(String, String)> {
    API.lines()
        .skip_while(|line| !line.starts_with("|---"))
        .skip(1)
        .take_while(|line| line.starts_with('|'))
        .filter_map(|line| line.split('|').nth(1))
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .map(|text| {
            let (method, path) = text.split_once(' ').unwrap();
            let path = path.split('?').next().unwrap();
            (method.to_owned(), path.replace('<', "{").replace('>', "}"))
        })
        .collect()
}

#[test]
fn the_python_client_uses_every_endpoint() {
    let scratch = Scratch::new("python");
    let service = Service::start(&["--store", &scratch.store()]);
    let tour = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/clients/python/tour.py");
    let endpoints = endpoints();
    assert!(endpoints.len() > 15, "{endpoints:?}");
    // What is only read has to be there; the tour does more with some of it.
    let plain =
        |(method, path): &&(String, String)| method == "GET" && !path.contains('{') && path != "/load";
    let output = Command::new("python3")
        // No files beside the sources, nothing from packages that happen to be there.
        .args(["-B", "-E", "-s", "-W", "error"])
        .arg(tour)
        .arg(format!("http://{}", service.address))
        .args(endpoints.iter().filter(plain).map(|(_, path)| path))
        .output()
        .unwrap_or_else(|error| {
            panic!("This test needs `python3` ({error}). Install it (Debian: `apt-get install python3`), or run `cargo xtask test`, which does.")
        });
    let text = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{text}");
    service.terminate();
    let (_, log) = service.ended();
    let used: Vec<(String, String)> = log
        .lines()
        .filter_map(|line| {
            let line: Value = serde_json::from_str(line).ok()?;
            Some((
                line["method"].as_str()?.to_owned(),
                line["route"].as_str()?.to_owned(),
            ))
        })
        .collect();
    for endpoint in endpoints {
        // The page's form is for browsers.
        assert!(
            used.contains(&endpoint) || endpoint == ("POST".to_owned(), "/".to_owned()),
            "docs/api.md lists {endpoint:?}, which examples/clients/python/tour.py does not use; it used {used:?}"
        );
    }
}
