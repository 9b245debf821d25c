//! One keystroke: a message is changed, and what a page asks for afterwards is asked. Prints the mean of each answer, in
//! milliseconds of processor time, and how much the memory of the program has grown.
//!
//! `cargo bench --bench typing [-- KEYSTROKES]`. For a profile of where the time goes:
//! `valgrind --tool=callgrind target/release/deps/typing-* 20`.
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![expect(clippy::disallowed_methods, reason = "a benchmark reads what the system says of it, and its orders")]

use std::collections::BTreeMap;
use std::fs;

use likhit::studio::{Method, Request, Status, Studio, answer};
use likhit::{Date, Project};

const FILE: &str = "locales/km/cases/kem-sokha.ftl";
const CHOSEN: &str = "case=kem-sokha&lang=km&to=prime-minister";

fn main() {
    let count = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(200);
    let mut studio = Studio::of(Project::embedded(), Date::constant(2018, 1, 15));
    let asked = [
        ("the page", format!("/view?{CHOSEN}")),
        ("findings in the files", format!("/findings?{CHOSEN}&of=files")),
        ("findings in all letters", format!("/findings?{CHOSEN}&of=pages")),
    ];
    let mut times: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    let mut memory = 0;
    for keystroke in 0..count {
        let view: serde_json::Value = serde_json::from_slice(&get(&mut studio, &asked[0].1)).expect("JSON");
        let was = &view["messages"]["context"]["translation"]["words"];
        // A word grows and becomes short again.
        let grown = was.as_str().expect("words").trim_end_matches('ក').to_owned() + &"ក".repeat(keystroke % 9);
        let body = serde_json::json!({ "was": was, "words": grown }).to_string().into_bytes();
        let target = format!("/message?file={FILE}&id=context");
        time(&mut times, "the edit", || {
            let edit = answer(&mut studio, &Request::of(Method::Post, &target, body));
            assert_eq!(edit.status, Status::Ok);
            let files = edit.changes.into_iter().map(|change| (change.path, change.after));
            let project = Project::clone(studio.project()).with(files);
            studio.put(Ok(project))
        });
        for (what, target) in asked.iter().filter(|(what, _)| *what != "findings in all letters" || keystroke % 10 == 0)
        {
            time(&mut times, what, || get(&mut studio, target));
        }
        if keystroke == count / 10 {
            memory = resident();
        }
    }
    for (what, times) in times {
        println!("{:>8.2} ms  {what} (mean of {})", times.iter().sum::<f64>() / times.len() as f64, times.len());
    }
    println!("{:>8} KiB more memory from keystroke {} to {count}", resident().saturating_sub(memory), count / 10);
}

fn get(studio: &mut Studio, target: &str) -> Vec<u8> {
    let response = answer(studio, &Request::of(Method::Get, target, Vec::new()));
    assert_eq!(response.status, Status::Ok, "{target}");
    response.body
}

fn time<'w, T>(times: &mut BTreeMap<&'w str, Vec<f64>>, what: &'w str, work: impl FnOnce() -> T) -> T {
    let before = processor();
    let done = work();
    times.entry(what).or_default().push(processor() - before);
    done
}

/// The processor time of this thread so far, in milliseconds; 0 where Linux does not say it.
fn processor() -> f64 {
    let said = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    said.split(' ').next().and_then(|time| time.parse::<f64>().ok()).unwrap_or_default() / 1e6
}

/// The memory of the program in KiB; 0 where Linux does not say it.
fn resident() -> usize {
    let said = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = said.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}
