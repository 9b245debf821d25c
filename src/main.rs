//! The program `likhit`.

use std::process::ExitCode;

#[expect(clippy::disallowed_methods, reason = "what was typed is read here and handed on")]
fn main() -> ExitCode {
    likhit::cli::run(std::env::args_os())
}
