//! nginx, in front of instances of the service.

use std::fs;
use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use crate::{Directory, program, wait_for};

/// A proxy that spreads requests over some servers.
pub struct Nginx {
    directory: Directory,
    child: Child,
    /// How often it was given servers.
    generation: u32,
}

impl Nginx {
    /// A new one in front of `servers`, each an address with its port.
    pub fn start(servers: &[String]) -> Self {
        let directory = Directory::new("nginx");
        configure(&directory, 0, servers);
        let child = Command::new(program("nginx", "nginx"))
            .arg("-p")
            .arg(&directory.0)
            .arg("-e")
            .arg(directory.0.join("log"))
            .args(["-c", "nginx.conf"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut proxy = Self {
            directory,
            child,
            generation: 0,
        };
        proxy.wait();
        proxy
    }

    /// Sends requests to other servers from now on; those under way are answered by the old ones.
    pub fn point_at(&mut self, servers: &[String]) {
        self.generation += 1;
        configure(&self.directory, self.generation, servers);
        let pid = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-HUP", &pid])
                .status()
                .unwrap()
                .success()
        );
        self.wait();
    }

    /// Until it works as it was told last.
    fn wait(&mut self) {
        let expected = format!("generation {}\n", self.generation);
        wait_for("nginx", || {
            if let Some(status) = self.child.try_wait().unwrap() {
                let log = fs::read_to_string(self.directory.0.join("log")).unwrap_or_default();
                panic!("nginx ended with {status}:\n{log}");
            }
            let Ok(mut stream) = UnixStream::connect(self.socket()) else {
                return false;
            };
            let request = "GET /generation HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            let mut answer = String::new();
            stream.write_all(request.as_bytes()).is_ok()
                && stream.read_to_string(&mut answer).is_ok()
                && answer.ends_with(&expected)
        });
    }

    /// The path of its socket.
    pub fn socket(&self) -> PathBuf {
        self.directory.0.join("nginx.sock")
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // Its workers end with it only where it is asked; a killed one would leave them.
        let pid = self.child.id().to_string();
        let _ = Command::new("kill").args(["-TERM", &pid]).status();
        let _ = self.child.wait();
    }
}

/// A request goes to another server where one cannot be reached; one that may have been taken up is not sent twice.
/// Connections to servers are kept, as `deploy/docker/nginx.conf` has them.
fn configure(directory: &Directory, generation: u32, servers: &[String]) {
    let servers: String = servers
        .iter()
        .map(|server| format!("server {server} max_fails=1 fail_timeout=2s; "))
        .collect();
    let text = format!(
        "daemon off; pid nginx.pid; worker_processes 1; error_log log;
events {{ worker_connections 512; }}
http {{
  access_log off; client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi; scgi_temp_path scgi; client_max_body_size 4m;
  upstream playground {{ {servers} keepalive 32; keepalive_timeout 10s; }}
  server {{
    listen unix:nginx.sock;
    location = /generation {{ return 200 \"generation {generation}\\n\"; }}
    location / {{
      proxy_pass http://playground;
      proxy_http_version 1.1;
      proxy_set_header Connection \"\";
      proxy_connect_timeout 5s;
      proxy_read_timeout 180s;
    }}
  }}
}}
"
    )
    .replace(
        "unix:nginx.sock",
        &format!("unix:{}", directory.0.join("nginx.sock").display()),
    );
    fs::write(directory.0.join("nginx.conf"), text).unwrap();
}
