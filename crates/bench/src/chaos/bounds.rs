//! How much of a run may fail: as much as was killed, and never nearly all.
//!
//! Must never know what a single request asked for: that its own answer is right is judged elsewhere.

use std::collections::BTreeMap;

use super::{CLIENTS, SERVER, SPAWNER};

/// What ends the name of a request that was killed at work.
const KILLED: &str = ": InternalError";
/// What ends the name of a good request that was served.
const SUCCESS: &str = ": success";
/// What the names of good requests begin with.
const GOOD: [&str; 2] = ["runs:", "compiles:"];
/// One good request in so many must be served, however slow the machine and however many were killed on it.
const LEAST_SHARE: u64 = 10;

/// Sentences about what failed without a reason: `outcomes` by request, `kills` by victim.
pub fn faults(outcomes: &BTreeMap<String, u64>, kills: &BTreeMap<&'static str, u64>) -> Vec<String> {
    let count = |wanted: &dyn Fn(&str) -> bool| -> u64 {
        let of = outcomes.iter().filter(|(name, _)| wanted(name));
        of.map(|(_, count)| count).sum()
    };
    // A sandbox has one request; spawner and server may have one of each client.
    let clients = u64::try_from(CLIENTS).unwrap_or(u64::MAX);
    let excused: u64 = kills
        .iter()
        .map(|(victim, times)| match *victim {
            SPAWNER | SERVER => times * clients,
            _ => *times,
        })
        .sum();
    let killed = count(&|name| name.ends_with(KILLED));
    let good = count(&|name| GOOD.iter().any(|good| name.starts_with(good)));
    let served = count(&|name| name.ends_with(SUCCESS));
    let mut faults = Vec::new();
    if killed > excused + clients {
        faults.push(format!(
            "{killed} requests ended in an internal error; what was killed excuses {excused}, and {clients} more."
        ));
    }
    if served == 0 || served < good / LEAST_SHARE {
        faults.push(format!("Only {served} of {good} good requests were served."));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(outcomes: &[(&str, u64)], kills: &[(&'static str, u64)]) -> usize {
        let outcomes = outcomes.iter().map(|(name, count)| ((*name).to_owned(), *count));
        faults(&outcomes.collect(), &kills.iter().copied().collect()).len()
    }

    #[test]
    fn internal_errors_are_bounded_by_what_was_killed() {
        let served = ("runs: success", 100);
        // One for each of five sandboxes, eight for each of two spawners and one server, and eight more.
        let kills = [("process in a sandbox", 5), (SPAWNER, 2), (SERVER, 1)];
        for (number, faults) in [(37, 0), (38, 1)] {
            assert_eq!(
                judged(&[served, ("reverts: InternalError", number)], &kills),
                faults
            );
        }
        for (number, faults) in [(8, 0), (9, 1)] {
            assert_eq!(judged(&[served, ("reverts: InternalError", number)], &[]), faults);
        }
    }

    #[test]
    fn a_service_that_serves_nobody_is_at_fault() {
        assert_eq!(judged(&[], &[]), 1);
        assert_eq!(judged(&[("runs: 503", 100), ("is no JSON: 400", 9)], &[]), 1);
        for (number, faults) in [(9, 1), (10, 0)] {
            let outcomes = [("compiles: success", number), ("runs: 503", 100 - number)];
            assert_eq!(judged(&outcomes, &[]), faults);
        }
    }
}
