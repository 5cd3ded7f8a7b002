//! The tables, as Markdown on stdout.

use crate::load::{Measured, STAGES};

/// Prints what the rows are about.
pub fn header(requests: usize) {
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get());
    println!(
        "{requests} requests per row on {cores} cores, a fresh sandbox for each; milliseconds. \
         Stages are the p50 of `Server-Timing`.\n"
    );
    let stages = STAGES.join(" | ");
    println!("| Request | Example | Connections | p50 | p95 | p99 | requests/s | {stages} |");
    println!("|---|---|{}", "---:|".repeat(5 + STAGES.len()));
}

/// Prints one row.
pub fn row(path: &str, example: &str, concurrency: usize, measured: Measured) {
    let total = sorted(measured.samples.iter().map(|sample| sample.total_ms));
    let rate = total.len() as f64 / measured.elapsed.as_secs_f64();
    print!("| `{path}` | {example} | {concurrency} ");
    for percent in [50, 95, 99] {
        print!("| {:.2} ", percentile(&total, percent));
    }
    print!("| {rate:.0} ");
    for stage in 0..STAGES.len() {
        let times = sorted(
            measured
                .samples
                .iter()
                .filter_map(|sample| sample.stages_ms.get(stage).copied()),
        );
        print!("| {:.2} ", percentile(&times, 50));
    }
    println!("|");
}

/// In ascending order.
pub fn sorted(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values
}

/// Nearest rank: the smallest value that at least `percent` of all values do not pass.
pub fn percentile(sorted: &[f64], percent: usize) -> f64 {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_the_nearest_rank() {
        let values: Vec<f64> = sorted((1..=200).rev().map(f64::from));
        assert_eq!(
            [50, 95, 99, 100].map(|percent| percentile(&values, percent)),
            [100.0, 190.0, 198.0, 200.0]
        );
        assert_eq!(percentile(&[7.0], 50), 7.0);
        assert!(percentile(&[], 50).is_nan());
    }
}
