//! The command line: the same door as the window. The contract (commands, options, exit codes) is in
//! `docs/COMMAND_LINE.md`; scripts rely on it.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
