//! What a shell and `man` get: completions, manual pages, and the first words of the program.

use crate::support::folder::Folder;

/// The output of a command that ends well.
fn printed(folder: &Folder, arguments: &str) -> String {
    let said = folder.run(arguments);
    said.strip_suffix("exit code 0\n").unwrap_or_else(|| panic!("{arguments}\n{said}")).to_owned()
}

/// The commands that `likhit help` lists, without `help` itself.
fn commands(folder: &Folder) -> Vec<String> {
    let help = printed(folder, "help");
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names = listed.filter(|line| !line.starts_with("   ")).filter_map(|line| line.split_whitespace().next());
    let names: Vec<String> = names.filter(|name| *name != "help").map(str::to_owned).collect();
    assert!(names.contains(&"letters".to_owned()), "{names:?}");
    names
}

/// The long options that the help of a command lists.
fn options(folder: &Folder, command: &str) -> Vec<String> {
    let help = printed(folder, &format!("{command} --help"));
    let lists = help.lines().filter_map(|line| line.trim_start().trim_start_matches("-h, ").strip_prefix("--"));
    lists.map(|line| line.split([' ', '[', '=']).next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn every_command_and_option_has_its_place_on_a_manual_page() {
    let folder = Folder::of(&[]);
    let listed = printed(&folder, "man pages");
    let pages = folder.files();
    assert_eq!(listed.lines().count(), pages.len());
    let page = |name: &str| folder.read(&format!("pages/{name}")).replace("\\-", "-");
    let main = page("likhit.1");
    for command in commands(&folder) {
        assert!(main.contains(&format!("likhit-{command}(1)")), "likhit.1 does not name {command}");
        let own = page(&format!("likhit-{command}.1"));
        assert!(own.contains(".SH \"EXIT STATUS\"") && !own.contains(".SH EXTRA"), "{command}");
        for option in options(&folder, &command) {
            assert!(own.contains(&format!("--{option}")), "likhit-{command}.1 does not name --{option}");
        }
    }
    assert!(page("likhit-new-case.1").contains("--from"));
    // `help` has no page, and so no page refers to one.
    assert!(!pages.keys().any(|name| name.contains("help")), "{:?}", pages.keys());
    assert!(!main.contains("help(1)") && !page("likhit-new.1").contains("help(1)"));
    assert!(main.contains("likhit letters kem-sokha") && page("likhit-completions.1").contains("fish"));
}

#[test]
fn manual_pages_are_renewed_and_those_of_others_are_kept() {
    let folder = Folder::of(&[]);
    printed(&folder, "man pages");
    let first = folder.files();
    printed(&folder, "man pages");
    assert_eq!(folder.files(), first);
    folder.write("pages/likhit-letters.1", "a page of somebody else");
    let said = folder.run("man pages");
    assert!(said.contains("likhit-letters.1: error[file-exists]"), "{said}");
    assert!(said.ends_with("exit code 2\n"), "{said}");
    assert_eq!(folder.read("pages/likhit-letters.1"), "a page of somebody else");
    printed(&folder, "man pages --replace");
    assert_eq!(folder.files(), first);
    // A file is no folder.
    assert!(folder.run("man pages/likhit.1").ends_with("exit code 2\n"));
}

#[test]
fn each_shell_completes_every_command_and_option() {
    let folder = Folder::of(&[]);
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = printed(&folder, &format!("completions {shell}"));
        for command in commands(&folder) {
            assert!(script.contains(&command), "{shell} does not know {command}");
            for option in options(&folder, &command) {
                // fish writes an option without its hyphens.
                assert!(script.contains(&option), "{shell} does not know --{option} of {command}");
            }
        }
    }
    assert!(folder.run("completions cmd").ends_with("exit code 2\n"));
}

/// Each line after the first names a command that there is.
#[test]
fn without_a_command_the_program_says_in_six_lines_what_to_do() {
    let folder = Folder::of(&[]);
    let first = printed(&folder, "");
    assert_eq!(first.lines().count(), 6, "{first}");
    let known = commands(&folder);
    for line in first.lines().skip(1) {
        assert!(line.chars().count() <= 80, "wider than a terminal: {line}");
        let command = line.trim_start().strip_prefix("likhit ").and_then(|rest| rest.split_whitespace().next());
        let command = command.expect("a command");
        assert!(command == "help" || known.iter().any(|name| name == command), "{line}");
    }
    // The first of them needs nothing at all.
    let typed = first.lines().nth(1).and_then(|line| line.trim_start().strip_prefix("likhit ")).expect("a command");
    printed(&folder, typed.split("  ").next().unwrap_or_default());
    assert!(folder.files().contains_key("letters/kem-sokha/prime-minister.pdf"));
}
