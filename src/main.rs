//! The program `likhit`.

use std::process::ExitCode;

fn main() -> ExitCode {
    likhit::cli::run(std::env::args_os())
}
