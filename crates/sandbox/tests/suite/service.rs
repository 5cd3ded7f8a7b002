//! A service in a process of its own, which a test may stop and kill.

use super::common::own_uid;
use super::host::{instances, processes_of};
use crate::RUNTIME;
use std::fs;
use std::process::{Child, Command};
use std::time::Duration;

/// It is killed when the test is done with it, whatever comes of the test.
pub struct Service(Child);

impl Service {
    /// The payload as a service: its command and the id of its one sandbox.
    pub fn start(arguments: &[&str]) -> Self {
        let child = Command::new(env!("CARGO_BIN_EXE_sandbox-payload"))
            .args(arguments)
            .args(RUNTIME)
            .spawn();
        Self(child.unwrap())
    }

    /// What the names of its control groups begin with.
    pub fn instance(&self) -> String {
        format!("i{}-", self.0.id())
    }

    /// The processes in its sandbox, whose id is `uid`; an ordinary user's are told by their group.
    pub fn sandboxed(&self, uid: u32) -> Vec<String> {
        match own_uid() {
            0 => processes_of(uid..uid + 1),
            own => {
                let group = format!("/{}", self.instance());
                let mut found = processes_of(own..own + 1);
                found.retain(|process| process.contains(&group));
                found
            }
        }
    }

    /// Whether a signal has stopped it.
    pub fn is_stopped(&self) -> bool {
        fs::read_to_string(format!("/proc/{}/status", self.0.id()))
            .is_ok_and(|status| status.contains("State:\tT"))
    }

    /// CPU time that all its sandboxes have used.
    pub fn cpu_used(&self) -> Duration {
        let used = instances(&self.instance()).into_iter().filter_map(|instance| {
            let group = instance.join("s1");
            let read = |file: &str| fs::read_to_string(group.join(file)).ok();
            if let Some(nanoseconds) = read("cpuacct.usage") {
                return Some(Duration::from_nanos(nanoseconds.trim().parse().unwrap()));
            }
            let stat = read("cpu.stat")?;
            let microseconds = stat.lines().find_map(|line| line.strip_prefix("usage_usec "))?;
            Some(Duration::from_micros(microseconds.parse().unwrap()))
        });
        // The same group in several hierarchies.
        used.max().unwrap_or_default()
    }

    /// Ends it at once.
    pub fn kill(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.kill();
    }
}
