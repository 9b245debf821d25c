//! Prints a letter of two pages, one in each language, for thousands of senders, and says what it
//! costs: `cargo bench --bench mailing -- [SENDERS]… [--out FILE]`. Without numbers it is done for 1,
//! 1,000 and 20,000. It measures the library, without a list to be read or files to be managed.
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "a benchmark reads the clock and its orders")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use jiff::civil::date;
use likhit::finding::Origin;
use likhit::id::{CaseId, CountryCode, StationeryId};
use likhit::letter::{Sender, Words};
use likhit::print::{LetterToPrint, MailingRun, Order, PrintFile, Sides};
use likhit::project::Project;

const DEFAULT_SENDERS: [usize; 3] = [1, 1_000, 20_000];

const FIRST_NAMES: [&str; 20] = [
    "Élodie",
    "Brian",
    "Anaïs",
    "Jürgen",
    "Åse",
    "Marta",
    "José",
    "Zoë",
    "Seán",
    "Włodzimierz",
    "Ines",
    "Tomáš",
    "Nguyễn",
    "Kari",
    "Aoife",
    "Björn",
    "Chantou",
    "Sokha",
    "Dilnoza",
    "François",
];
const LAST_NAMES: [&str; 17] = [
    "Müller",
    "Quinn",
    "Eriksen-Sok",
    "O’Brien",
    "García",
    "Nowak",
    "Smith",
    "van den Berg",
    "Kowalczyk",
    "Dvořák",
    "Thị Hằng",
    "Nordmann",
    "Lefèvre",
    "Ng",
    "Åkesson",
    "Ionescu",
    "Chea",
];
const STREETS: [&str; 11] = [
    "Mill Lane",
    "Harbour Street",
    "High Street",
    "Station Road",
    "Church Row",
    "Park Avenue",
    "Bridge Street",
    "Queen’s Drive",
    "Chapel Hill",
    "Victoria Terrace",
    "Brondesbury Park",
];
const TOWNS: [&str; 13] = [
    "Belfast", "Hull", "Leeds", "Glasgow", "Cardiff", "Bristol", "Norwich", "Exeter", "Swansea", "Dundee", "York",
    "Derry", "Luton",
];

fn main() {
    let mut senders: Vec<usize> = Vec::new();
    let mut out: Option<PathBuf> = None;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--out" {
            out = arguments.next().map(PathBuf::from);
        } else if let Ok(count) = argument.parse() {
            senders.push(count);
        }
    }
    match senders.as_slice() {
        // A process of its own for each, so that the peak of one is not that of another.
        [] => {
            println!("senders   pages      bytes   wall s    cpu s   peak MiB");
            for count in DEFAULT_SENDERS {
                let program = std::env::current_exe().expect("the program knows where it is");
                Command::new(program).arg(count.to_string()).status().expect("it can be run again");
            }
        }
        _ => senders.iter().for_each(|count| measure(*count, out.as_deref())),
    }
}

fn measure(count: usize, out: Option<&Path>) {
    let began = Instant::now();
    let file = print(count, out);
    println!(
        "{count:7} {:7} {:10} {:8.3} {:8.3} {:10.1}",
        file.pages,
        file.bytes,
        began.elapsed().as_secs_f64(),
        cpu_seconds(),
        peak_mebibytes(),
    );
}

fn print(count: usize, out: Option<&Path>) -> PrintFile {
    let project = project();
    let order = Order {
        stationery: StationeryId::new("plain"),
        ..Order::of(CaseId::new("declaration").expect("an id"), date(2018, 1, 15))
    };
    let run = MailingRun::prepare(&project, order).expect("the case is sound");
    let measured: Vec<_> = run.measure(&sender(0)).expect("it can be printed").letters;
    // Whoever prints a mailing measures it first.
    let pages: usize = (0..count)
        .map(|n| {
            run.measure(&sender(n)).expect("it can be printed").letters.iter().map(|letter| letter.pages).sum::<usize>()
        })
        .sum();
    let senders: Vec<Sender> = (0..count).map(sender).collect();
    let mut letters = senders.iter().flat_map(|sender| {
        measured.iter().map(move |letter| LetterToPrint {
            sender,
            recipient: &letter.recipient,
            language: &letter.language,
            mark: None,
        })
    });
    let mut out: Box<dyn Write> = match out {
        Some(path) => Box::new(BufWriter::new(fs::File::create(path).expect("the file can be written"))),
        None => Box::new(std::io::sink()),
    };
    let file = run.print(&mut letters, Sides::Front, &mut out).expect("it can be printed");
    assert_eq!((file.pages, file.letters.len()), (pages, 2 * count), "each letter is as long as it was measured");
    file
}

/// A made-up sender; the same number gives the same one.
fn sender(n: usize) -> Sender {
    let words = |words: String| Words { words, origin: Origin::default() };
    let of = |list: &[&'static str], step: usize| list[(n * step + n / list.len()) % list.len()];
    let letter = |step: usize| char::from(b'A' + (n * step % 26) as u8);
    Sender {
        name: words(format!("{} {}", of(&FIRST_NAMES, 7), of(&LAST_NAMES, 5))),
        address: vec![
            words(format!("{} {}", n % 199 + 1, of(&STREETS, 3))),
            words(of(&TOWNS, 11).to_owned()),
            words(format!("{}{} {}{}{}", letter(3), letter(5), n % 9 + 1, letter(7), letter(11))),
        ],
        locality: BTreeMap::new(),
        country: CountryCode::new("GB"),
        place: None,
        language: None,
        personal: None,
    }
}

/// The program's own project with the case of this benchmark.
fn project() -> Project {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/mailing/project");
    let files = ["cases/declaration.yaml", "locales/en/cases/declaration.ftl", "locales/km/cases/declaration.ftl"];
    Project::embedded()
        .with(files.map(|file| (file.to_owned(), fs::read(folder.join(file)).expect("it is beside the benchmark"))))
}

/// Of this process, where Linux says so.
fn cpu_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    stat.split(' ').next().and_then(|nanoseconds| nanoseconds.parse::<f64>().ok()).unwrap_or(f64::NAN) / 1e9
}

fn peak_mebibytes() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kibibytes = peak.and_then(|peak| peak.trim().strip_suffix(" kB")?.parse::<f64>().ok());
    kibibytes.unwrap_or(f64::NAN) / 1024.0
}
