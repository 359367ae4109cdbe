//! A company's invoices from a CSV file: the program's own command line, its memory watched from outside.

use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::Figure;
use crate::trade::{CUSTOMERS, invoice};

pub const KEZHANG: &str = env!("CARGO_BIN_EXE_kezhang");
/// Peak memory that importing may take, in MB.
const MEMORY_MB: f64 = 120.0;

/// Peak memory of importing `count` invoices, beside what it may be.
pub fn figure(folder: &Path, count: u32) -> Figure {
    let book = folder.join(format!("import-{count}.kz"));
    let run = |arguments: &[&str]| {
        let output = Command::new(KEZHANG).args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    let (book, customers, invoices) =
        (book.to_str().unwrap(), folder.join("customers.csv"), folder.join("invoices.csv"));
    run(&["new", book, "--currency", "USD", "--chart", "ifrs", "--lang", "en"]);
    std::fs::write(&customers, customer_rows()).unwrap();
    std::fs::write(&invoices, invoice_rows(count)).unwrap();
    run(&["import", book, "customers", customers.to_str().unwrap()]);
    let peak_mb =
        peak_megabytes(Command::new(KEZHANG).args(["import", book, "invoices", invoices.to_str().unwrap()]));
    let name =
        if count == 10_000 { "memory of importing 10,000 invoices" } else { "memory of importing them all" };
    Figure { name, ours: peak_mb, bare: MEMORY_MB, unit: "MB", bound: Some(1.0) }
}

fn customer_rows() -> String {
    (1..=CUSTOMERS).fold("code,name\n".to_owned(), |mut rows, n| {
        writeln!(rows, "K{n:04},Customer {n}").unwrap();
        rows
    })
}

fn invoice_rows(count: u32) -> String {
    let mut rows = "number,customer code,date,due date,description,quantity,unit price\n".to_owned();
    for n in 0..count {
        let invoice = invoice(n, count);
        for (quantity, cents) in &invoice.lines {
            let (whole, part) = (cents / 100, cents % 100);
            writeln!(
                rows,
                "OLD-{n:06},K{:04},{},{},A thing that is sold,{quantity},{whole}.{part:02}",
                invoice.customer, invoice.date, invoice.due_on
            )
            .unwrap();
        }
    }
    rows
}

/// The most memory a command held, from the kernel's own account while it ran.
pub fn peak_megabytes(command: &mut Command) -> f64 {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let account = format!("/proc/{}/status", child.id());
    let mut peak_kilobytes = 0.0_f64;
    loop {
        let text = std::fs::read_to_string(&account).unwrap_or_default();
        let held = text.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"));
        peak_kilobytes = held.and_then(|kilobytes| kilobytes.parse().ok()).unwrap_or(peak_kilobytes);
        if let Some(status) = child.try_wait().unwrap() {
            assert!(status.success(), "the watched command failed");
            return peak_kilobytes / 1024.0;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}
