//! Clients in other languages, each of which uses every endpoint.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::thread;

use serde_json::Value;

use crate::service::Service;
use crate::sharing::Scratch;

const API: &str = include_str!("../../../../docs/api.md");

/// Where the Python client is.
const PYTHON: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/clients/python");

/// No files beside the sources, nothing from packages that happen to be there.
const OPTIONS: [&str; 5] = ["-B", "-E", "-s", "-W", "error"];

/// What a Python program prints, which has to succeed.
fn python(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| {
        panic!("This test needs `python3` ({error}). Install it (Debian: `apt-get install python3`), or run `cargo xtask test`, which does.")
    });
    let text = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{text}");
    text
}

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
    let tour = Path::new(PYTHON).join("tour.py");
    let endpoints = endpoints();
    assert!(endpoints.len() > 15, "{endpoints:?}");
    // What is only read has to be there; the tour does more with some of it.
    let plain =
        |(method, path): &&(String, String)| method == "GET" && !path.contains('{') && path != "/load";
    python(
        Command::new("python3")
            .args(OPTIONS)
            .arg(tour)
            .arg(format!("http://{}", service.address))
            .args(endpoints.iter().filter(plain).map(|(_, path)| path)),
    );
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

/// A proxy answers so where an instance has just closed the connection that it kept.
#[test]
fn the_python_client_asks_again_after_a_502() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let server = thread::spawn(move || {
        let mut bodies = Vec::new();
        for answer in [
            "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 21\r\nConnection: close\r\n\r\n{\"return_value\":\"42\"}",
        ] {
            let mut stream = BufReader::new(listener.accept().unwrap().0);
            let mut length = 0;
            let mut line = String::new();
            while line != "\r\n" {
                line.clear();
                stream.read_line(&mut line).unwrap();
                if let Some(number) = line.to_lowercase().strip_prefix("content-length: ") {
                    length = number.trim().parse().unwrap();
                }
            }
            let mut body = vec![0; length];
            stream.read_exact(&mut body).unwrap();
            bodies.push(String::from_utf8(body).unwrap());
            stream.get_mut().write_all(answer.as_bytes()).unwrap();
        }
        bodies
    });
    let program = format!(
        "import sys; sys.path.insert(0, {PYTHON:?}); from playground import Playground; print(Playground({address:?}).run('x')['return_value'])"
    );
    let printed = python(Command::new("python3").args(OPTIONS).args(["-c", &program]));
    assert_eq!(printed, "42\n");
    let bodies = server.join().unwrap();
    assert_eq!(bodies, [r#"{"code": "x"}"#, r#"{"code": "x"}"#]);
}
