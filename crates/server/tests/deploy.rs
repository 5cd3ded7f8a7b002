//! The files of `deploy/` name flags, ports, paths and metrics that there are, and fit each other.
//!
//! What runs them (systemd as the first process, Docker, Kubernetes) is not here; systemd's own checks are.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::time::Duration;

use clap::CommandFactory;
use playground_server::config::Config;
use playground_server::serve::HEADER_TIMEOUT;
use playground_server::settings::Settings;
use serde_json::Value;

const API: &str = include_str!("../../../docs/api.md");
const OPERATIONS: &str = include_str!("../../../docs/operations.md");

fn deploy(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../deploy")
        .join(path)
}

fn text(path: &str) -> String {
    fs::read_to_string(deploy(path)).unwrap()
}

/// A Python that reads YAML.
fn python() -> &'static str {
    static FOUND: OnceLock<&str> = OnceLock::new();
    FOUND.get_or_init(|| {
        // Another Python may stand before the distribution's, without its packages.
        ["python3", "/usr/bin/python3"]
            .into_iter()
            .find(|python| {
                Command::new(python)
                    .args(["-c", "import yaml"])
                    .output()
                    .is_ok_and(|output| output.status.success())
            })
            .expect("This test needs Python with PyYAML, which this machine lacks. Install it (Debian: `apt-get install python3-yaml`), or run `cargo xtask test`, which does.")
    })
}

/// The documents of a YAML file.
fn yaml(path: &str) -> Vec<Value> {
    let program = "import json, sys, yaml; print(json.dumps(list(yaml.safe_load_all(open(sys.argv[1])))))";
    let output = Command::new(python())
        .args(["-c", program])
        .arg(deploy(path))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{path} is no YAML: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

fn one(path: &str) -> Value {
    let mut all = yaml(path);
    assert_eq!(all.len(), 1, "{path}");
    all.remove(0)
}

/// All files below a directory, by their names.
fn files(directory: &str) -> BTreeSet<String> {
    fs::read_dir(deploy(directory))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

/// The settings in a file, which have to be good.
fn settings(name: &str, text: &str) -> Config {
    let path = std::env::temp_dir().join(format!("playground-deploy-{name}-{}.toml", std::process::id()));
    fs::write(&path, text).unwrap();
    let arguments: Vec<OsString> = vec!["playground".into(), "--config".into(), path.clone().into()];
    let settings = Settings::load(arguments).unwrap();
    fs::remove_file(path).unwrap();
    settings.config.validate().unwrap();
    settings.config
}

/// Every `PLAYGROUND_..` in a text is the variable of a flag.
fn check_variables(file: &str) {
    let known: BTreeSet<String> = Config::command()
        .get_arguments()
        .filter_map(|argument| Some(argument.get_env()?.to_str()?.to_owned()))
        .collect();
    let text = text(file);
    let mut found = 0;
    for (at, _) in text.match_indices("PLAYGROUND_") {
        let name: String = text[at..]
            .chars()
            .take_while(|letter| letter.is_ascii_uppercase() || *letter == '_')
            .collect();
        assert!(known.contains(&name), "{file}: there is no {name}");
        found += 1;
    }
    assert!(found > 0, "{file}");
}

fn check_flags(what: &str, words: &[String]) {
    assert!(words[0].ends_with("playground"), "{what}: {words:?}");
    for word in words.iter().filter(|word| word.starts_with("--")) {
        let name = word.trim_start_matches("--").split('=').next().unwrap();
        assert!(
            Config::command()
                .get_arguments()
                .any(|argument| argument.get_long() == Some(name)),
            "{what}: there is no flag {word}"
        );
    }
}

fn words(value: &Value) -> Vec<String> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|word| word.as_str().unwrap().to_owned())
        .collect()
}

/// The lines of a unit of systemd that set `key`.
fn unit_values(unit: &str, key: &str) -> Vec<String> {
    unit.lines()
        .filter_map(|line| Some(line.strip_prefix(key)?.strip_prefix('=')?.to_owned()))
        .collect()
}

#[test]
fn the_unit_starts_the_service_as_it_is() {
    let unit = text("systemd/twilight-playground.service");
    let start = unit_values(&unit, "ExecStart");
    let start: Vec<String> = start[0].split(' ').map(str::to_owned).collect();
    check_flags("ExecStart", &start);
    check_variables("systemd/twilight-playground.service");
    let config = settings("systemd", &text("systemd/playground.toml"));
    assert!(config.listen.ip().is_loopback() && config.metrics_listen.unwrap().ip().is_loopback());
    // The default store is below $STATE_DIRECTORY.
    assert_eq!(
        (config.store, unit_values(&unit, "StateDirectory").len()),
        (None, 1)
    );
    // It is given the time that it takes, and its sandboxes' ends are not its own.
    let stop: u64 = unit_values(&unit, "TimeoutStopSec")[0].parse().unwrap();
    assert!(stop * 1_000 > config.drain_timeout_ms);
    for (key, value) in [
        ("OOMPolicy", "continue"),
        ("KillMode", "mixed"),
        ("Delegate", "memory pids cpu"),
        ("NoNewPrivileges", "yes"),
        ("CapabilityBoundingSet", ""),
    ] {
        assert_eq!(unit_values(&unit, key), [value], "{key}");
    }
}

#[test]
fn systemd_takes_the_unit_and_finds_it_safe() {
    let directory = std::env::temp_dir().join(format!("playground-unit-{}", std::process::id()));
    fs::create_dir_all(&directory).unwrap();
    let path = directory.join("twilight-playground.service");
    // The executable is not installed where tests run.
    let unit = text("systemd/twilight-playground.service").replace(
        "/usr/lib/twilight-playground/playground",
        env!("CARGO_BIN_EXE_playground"),
    );
    fs::write(&path, unit).unwrap();
    let analyze = |arguments: &[&str]| {
        let output = Command::new("systemd-analyze")
            .args(arguments)
            .arg(&path)
            .output()
            .unwrap_or_else(|error| {
                panic!("This test needs `systemd-analyze` ({error}). Install it (Debian: `apt-get install systemd`), or run `cargo xtask test`, which does.")
            });
        let text = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
        (output.status.success(), text)
    };
    let (good, said) = analyze(&["verify", "--man=no", "--recursive-errors=no"]);
    assert!(good && !said.contains("twilight-playground"), "{said}");
    // Of 100, 30 with systemd 252; what is left are user namespaces, executable memory and control groups, which sandboxes need.
    let (good, said) = analyze(&["security", "--offline=yes", "--threshold=40"]);
    fs::remove_dir_all(&directory).unwrap();
    assert!(good, "{said}");
}

#[test]
fn the_image_holds_what_the_service_needs() {
    let image = text("docker/Dockerfile");
    let needed = [
        "playground",
        "playground-spawner",
        "playground-runner",
        "twilightc",
        "playground-store",
    ];
    let copied = image.lines().find(|line| line.contains("&& cp ")).unwrap();
    for program in needed {
        assert!(image.contains(&format!("--bin {program} ")), "{program}");
        assert!(copied.split(' ').any(|word| word == program), "{program}");
    }
    check_variables("docker/Dockerfile");
    let script = text("docker/entrypoint.sh");
    for line in ["--bounding-set=-all", "--no-new-privs", "--reuid=playground"] {
        assert!(script.contains(line), "{line}");
    }
    let checked = Command::new("sh")
        .arg("-n")
        .arg(deploy("docker/entrypoint.sh"))
        .status();
    assert!(checked.unwrap().success());
    // The image's ports are those of its addresses.
    for port in ["8080", "9464"] {
        assert!(image.contains(&format!("=0.0.0.0:{port}")), "{port}");
        assert!(
            image
                .lines()
                .any(|line| line.starts_with("EXPOSE") && line.contains(port)),
            "{port}"
        );
    }
}

/// What the container may do before the service starts, which is all that it needs.
const FIRST_MOMENTS: [&str; 5] = ["SYS_ADMIN", "CHOWN", "SETUID", "SETGID", "SETPCAP"];

#[test]
fn the_composition_fits_the_service() {
    check_variables("docker/compose.yaml");
    let compose = one("docker/compose.yaml");
    let services = compose["services"].as_object().unwrap();
    let playground = &services["playground"];
    assert_eq!(words(&playground["cap_add"]), FIRST_MOMENTS);
    assert_eq!(words(&playground["cap_drop"]), ["ALL"]);
    let probe = playground["healthcheck"]["test"].to_string();
    assert!(probe.contains("/readyz") && probe.contains("8080"), "{probe}");
    assert!(API.contains("| `GET /readyz` |"));
    for service in services.values() {
        for other in service["depends_on"].as_object().into_iter().flatten() {
            assert!(services.contains_key(other.0), "{other:?}");
        }
        for volume in service["volumes"].as_array().into_iter().flatten() {
            let name = volume.as_str().unwrap().split(':').next().unwrap();
            assert!(
                name.starts_with("./") || compose["volumes"].as_object().unwrap().contains_key(name),
                "{name}"
            );
        }
    }
    let redis = words(&services["redis"]["command"]).join(" ");
    assert!(
        redis.contains("--appendonly yes --appendfsync always --maxmemory-policy noeviction"),
        "{redis}"
    );
    let nginx = text("docker/nginx.conf");
    assert!(
        nginx.contains("server playground:8080 ") && nginx.contains("listen 8080;"),
        "{nginx}"
    );
    // The proxy closes an idle connection before the service does.
    let upstream = nginx.split('}').next().unwrap();
    let (_, kept) = upstream.split_once("keepalive_timeout ").unwrap();
    let seconds: u64 = kept.split('s').next().unwrap().parse().unwrap();
    assert!(Duration::from_secs(seconds) < HEADER_TIMEOUT, "{upstream}");
}

#[test]
fn nginx_takes_its_settings() {
    let directory = std::env::temp_dir().join(format!("playground-nginx-{}", std::process::id()));
    fs::create_dir_all(&directory).unwrap();
    // Docker's DNS is not here, nginx may be older than the image's, and the port may be somebody's.
    let mut settings = text("docker/nginx.conf");
    for (theirs, ours) in [
        ("resolver 127.0.0.11 valid=5s;", ""),
        ("server playground:8080 resolve ", "server 127.0.0.1:8080 "),
        ("listen 8080;", "listen unix:nginx.sock;"),
    ] {
        assert!(settings.contains(theirs), "{theirs}");
        settings = settings.replace(theirs, ours);
    }
    let path = directory.join("nginx.conf");
    fs::write(
        &path,
        format!("pid nginx.pid; error_log log;\nevents {{}}\nhttp {{\n{settings}}}\n"),
    )
    .unwrap();
    let output = Command::new(playground_test_servers::program("nginx", "nginx"))
        .args(["-t", "-e", "log", "-p"])
        .arg(&directory)
        .arg("-c")
        .arg(&path)
        .current_dir(&directory)
        .output()
        .unwrap();
    fs::remove_dir_all(&directory).unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn the_manifests_fit_the_service_and_each_other() {
    let listed = words(&one("kubernetes/kustomization.yaml")["resources"]);
    let apart = |name: &String| name.contains(".example.") || name == "kustomization.yaml";
    let there: Vec<String> = files("kubernetes")
        .into_iter()
        .filter(|name| !apart(name))
        .collect();
    let mut sorted = listed.clone();
    sorted.sort();
    assert_eq!(sorted, there);
    for name in files("kubernetes") {
        for document in yaml(&format!("kubernetes/{name}")) {
            assert!(
                name.starts_with("prometheus-adapter") || document["kind"].is_string(),
                "{name}"
            );
        }
    }

    let deployment = one("kubernetes/deployment.yaml");
    let pod = &deployment["spec"]["template"];
    let container = &pod["spec"]["containers"][0];
    let labels = &pod["metadata"]["labels"];
    let port = |name: &str| {
        let ports = container["ports"].as_array().unwrap();
        ports
            .iter()
            .find(|port| port["name"] == name)
            .unwrap_or_else(|| panic!("there is no port {name}"))["containerPort"]
            .clone()
    };

    // Settings.
    check_flags("args", &words(&container["args"]));
    check_variables("kubernetes/deployment.yaml");
    let map = one("kubernetes/configmap.yaml");
    let config = settings("kubernetes", map["data"]["playground.toml"].as_str().unwrap());
    assert_eq!(port("http"), config.listen.port());
    assert_eq!(port("metrics"), config.metrics_listen.unwrap().port());
    assert_eq!(
        pod["metadata"]["annotations"]["prometheus.io/port"],
        port("metrics").to_string()
    );
    let volumes = pod["spec"]["volumes"].as_array().unwrap();
    assert!(
        volumes
            .iter()
            .any(|volume| volume["configMap"]["name"] == map["metadata"]["name"])
    );
    let secret = one("kubernetes/secret.example.yaml");
    let reference = &container["env"][0]["valueFrom"]["secretKeyRef"];
    assert_eq!(reference["name"], secret["metadata"]["name"]);
    let key = reference["key"].as_str().unwrap();
    assert!(
        secret["stringData"][key]
            .as_str()
            .unwrap()
            .starts_with("postgres://")
    );
    // Pods that stop have time to drain after the load balancers have heard of it.
    let before: u64 = container["lifecycle"]["preStop"]["exec"]["command"][1]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    let grace = pod["spec"]["terminationGracePeriodSeconds"].as_u64().unwrap();
    assert!(grace > before + config.drain_timeout_ms / 1_000);

    // Probes and ports.
    for (probe, path) in [
        ("startupProbe", "/readyz"),
        ("readinessProbe", "/readyz"),
        ("livenessProbe", "/livez"),
    ] {
        let get = &container[probe]["httpGet"];
        assert_eq!(get["path"], path, "{probe}");
        assert!(API.contains(&format!("| `GET {path}` |")), "{path}");
        port(get["port"].as_str().unwrap());
        // A canary may take as long as a sandbox.
        let timeout = container[probe]["timeoutSeconds"].as_u64().unwrap() * 1_000;
        assert!(path == "/livez" || timeout > config.wall_limit_ms, "{probe}");
    }
    let service = one("kubernetes/service.yaml");
    assert_eq!(service["spec"]["selector"], *labels);
    for one in service["spec"]["ports"].as_array().unwrap() {
        port(one["targetPort"].as_str().unwrap());
    }

    // Who is meant by what.
    assert_eq!(deployment["spec"]["selector"]["matchLabels"], *labels);
    assert_eq!(
        one("kubernetes/pdb.yaml")["spec"]["selector"]["matchLabels"],
        *labels
    );
    let policy = one("kubernetes/networkpolicy.yaml");
    assert_eq!(policy["spec"]["podSelector"]["matchLabels"], *labels);
    for rule in policy["spec"]["ingress"].as_array().unwrap() {
        port(rule["ports"][0]["port"].as_str().unwrap());
    }
    let scaler = one("kubernetes/hpa.yaml");
    assert_eq!(
        scaler["spec"]["scaleTargetRef"]["name"],
        deployment["metadata"]["name"]
    );
    let metric = scaler["spec"]["metrics"][0]["pods"]["metric"]["name"]
        .as_str()
        .unwrap();
    assert!(OPERATIONS.contains(&format!("`{metric}`")), "{metric}");
    let adapter = one("kubernetes/prometheus-adapter.example.yaml");
    assert_eq!(adapter["rules"]["custom"][0]["name"]["matches"], metric);

    // What the sandboxes need, and no more.
    let security = &container["securityContext"];
    assert_eq!(words(&security["capabilities"]["add"]), FIRST_MOMENTS);
    assert_eq!(words(&security["capabilities"]["drop"]), ["ALL"]);
    assert!(security["privileged"].is_null() && security["readOnlyRootFilesystem"] == true);
}
