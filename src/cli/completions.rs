//! `likhit completions`: what a shell needs to complete the commands and options.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::arguments::Arguments;
use super::outcome::{ExitStatus, Report};
use crate::finding::Findings;

#[derive(Debug, Args)]
#[command(after_help = "\
bash:        likhit completions bash > ~/.local/share/bash-completion/completions/likhit
zsh:         likhit completions zsh > _likhit   (in a folder of $fpath)
fish:        likhit completions fish > ~/.config/fish/completions/likhit.fish
elvish:      likhit completions elvish >> ~/.config/elvish/rc.elv
PowerShell:  likhit completions powershell >> $PROFILE
The folder must exist. A new terminal reads the file.")]
pub struct CompletionsArguments {
    /// Shell for which the completions are.
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// Carries out the command.
pub fn completions(arguments: &CompletionsArguments) -> Report {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "likhit", &mut script);
    let text = String::from_utf8_lossy(&script).into_owned();
    Report { text, findings: Findings::new(), status: ExitStatus::Done }
}
