//! CPU time of this thread, and medians.

/// Nanoseconds this thread has run, from the scheduler's own account.
fn cpu_nanoseconds() -> u64 {
    let account = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    account.split_whitespace().next().unwrap().parse().unwrap()
}

/// Microseconds of CPU that `work` takes.
pub fn cpu_microseconds<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let start = cpu_nanoseconds();
    let answer = work();
    ((cpu_nanoseconds() - start) as f64 / 1000.0, answer)
}

pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Medians of five runs of each, one after the other in turn.
pub fn alternate(mut ours: impl FnMut() -> f64, mut bare: impl FnMut() -> f64) -> (f64, f64) {
    let (mut a, mut b) = (Vec::new(), Vec::new());
    for _ in 0..5 {
        a.push(ours());
        b.push(bare());
    }
    (median(a), median(b))
}
