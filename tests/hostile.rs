//! Files that are made to break the program: each has a finding, in little memory and on a small stack, and the program
//! never aborts.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "it runs the program on files of its own")]

use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// What the program may take: memory in kilobytes, with the room that only its own code and its threads' stacks
/// take up; of its stack, in kilobytes; of the processor, in seconds. The first is a build for tests, the other
/// the program as it is given away. Each file takes less than a second; the machine may do other things as well.
const LIMITS: [&str; 2] =
    ["ulimit -v 450000; ulimit -s 2048; ulimit -t 30", "ulimit -v 450000; ulimit -s 2048; ulimit -t 2"];

/// How many of a thing a file has that has very many. A build for tests would take long for as many.
const MANY: [usize; 2] = [1_000, 10_000];

/// The variable that names another build of the program to try, such as the one that is given away.
const OTHER_BUILD: &str = "LIKHIT";

/// The maximum size of the findings on one file: no reader needs more.
const MOST_SAID: usize = 200_000;

const CASE: &str = "cases/kem-sokha.yaml";
const LOCALE: &str = "locales/km/locale.yaml";
const WORDS: &str = "locales/km/cases/kem-sokha.ftl";
const SOURCE: &str = "locales/en/cases/kem-sokha.ftl";
const GLOSSARY: &str = "locales/km/glossary.yaml";
const LAYOUT: &str = "stationery/mine.yaml";
const SENDER: &str = "sender.yaml";
const FONT: &str = "fonts/noto-serif-khmer/NotoSerifKhmer-Regular.ttf";
const DATED: [&str; 2] = ["--date", "2018-01-15"];

/// A project with hostile files in it.
struct ProjectFolder {
    folder: TempDir,
}

impl ProjectFolder {
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("a folder for the test") };
        for file in [CASE, LOCALE, WORDS] {
            desk.write(file, bundled(file));
        }
        desk
    }

    fn with(file: &str, bytes: impl AsRef<[u8]>) -> Self {
        let desk = Self::new();
        desk.write(file, bytes);
        desk
    }

    fn write(&self, file: &str, bytes: impl AsRef<[u8]>) {
        let path = self.folder.path().join(file);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    /// Runs the program within its limits. In every case it must end by itself.
    fn run(&self, args: &[&str]) -> Output {
        let other = std::env::var_os(OTHER_BUILD);
        let limits = LIMITS[usize::from(other.is_some())];
        let output = Command::new("sh")
            .args(["-c", &format!("{limits}; exec \"$0\" \"$@\"")])
            .arg(other.unwrap_or_else(|| env!("CARGO_BIN_EXE_likhit").into()))
            .args(args)
            .current_dir(self.folder.path())
            .env("MALLOC_ARENA_MAX", "1")
            .output()
            .expect("the program runs");
        let said = String::from_utf8_lossy(&output.stderr);
        let ended = output.status.code().unwrap_or(-1);
        assert!((0..=2).contains(&ended), "{args:?} ended with {:?}: {said:.2000}", output.status);
        assert!(!said.contains("panicked"), "{args:?}: {said:.2000}");
        assert!(said.len() <= MOST_SAID, "{args:?} says {} bytes: {said:.2000}", said.len());
        output
    }

    /// Runs the program; it refuses with this rule.
    fn refuses(&self, args: &[&str], rule: &str) {
        let output = self.run(args);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_ne!(output.status.code(), Some(0), "{args:?}: {said:.2000}");
        assert!(said.contains(&format!("error[{rule}]")), "{args:?}: {rule} is not in {said:.2000}");
    }
}

fn bundled(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect("the bundled file")
}

/// The bundled Khmer words with another text for `reply`, which every letter says.
fn reply(text: &str) -> String {
    bundled(WORDS).replace("reply = ", &format!("{text}\nold-reply = "))
}

#[test]
fn fluent_that_would_overflow_a_stack_or_the_memory() {
    let nested = |open: &str, close: &str| format!("reply = {}x{}", open.repeat(20_000), close.repeat(20_000));
    let many = "{ $arrested } ".repeat(101);
    let long = "ក".repeat(300_000);
    for (text, rule) in [
        (nested("{", "}"), "nested-too-deep"),
        (nested("{ A(", ") }"), "nested-too-deep"),
        (nested("{ $article ->\n *[x] ", "\n }"), "nested-too-deep"),
        (nested("{ -a(b: ", ") }"), "nested-too-deep"),
        (format!("reply = {many}"), "expands-too-far"),
        // Inside a selector Fluent itself panics.
        (format!("reply = {{ $article ->\n [443] {many}\n *[other] {many}\n }}"), "expands-too-far"),
        (format!("big = {long}\nreply = {}", "{ big }".repeat(100)), "expands-too-far"),
        (format!("reply = {long}"), "expands-too-far"),
        ("reply = { NUMBER($article, minimumFractionDigits: 2000000000) }".to_owned(), "unknown-function"),
        ("reply = { $article ->\n [one] x\n }".to_owned(), "broken-fluent"),
        (format!("reply = A{}", "\u{301}".repeat(5_000)), "too-many-marks"),
    ] {
        let desk = ProjectFolder::with(WORDS, reply(&text));
        let to = ["letters", "kem-sokha", "--to", "prime-minister", "--lang", "km"];
        desk.refuses(&[&to[..], &DATED].concat(), rule);
    }
}

#[test]
fn every_command_that_reads_fluent_survives_it() {
    let desk = ProjectFolder::with(WORDS, reply(&format!("reply = {}", "{".repeat(100_000))));
    for args in [
        &["proof", "kem-sokha", "--lang", "km"][..],
        &["sheet", "kem-sokha", "--lang", "km", "--country", "GB"],
        &["text", "kem-sokha", "--lang", "km", "--country", "GB"],
        &["check", WORDS],
        &["check", "--fix", "--no-pages"],
        &["languages"],
        &["accept", "km"],
        &["export", "km", "--po", "out"],
    ] {
        desk.run(args);
    }
}

#[test]
fn files_that_are_no_text() {
    let large = format!("# {}\n", "x".repeat(1 << 20));
    for (file, bytes, rule) in [
        (CASE, &b"title: \xFF\xFE\n"[..], "not-utf8"),
        (WORDS, b"\xFF\xFEr\0e\0p\0l\0y\0", "not-utf8"),
        (LOCALE, large.as_bytes(), "file-too-large"),
        (WORDS, large.as_bytes(), "file-too-large"),
        (CASE, b"a: b\0c\n", "bad-text"),
        (GLOSSARY, b"a: b\0c\n", "bad-text"),
    ] {
        ProjectFolder::with(file, bytes).refuses(&["check", "--no-pages"], rule);
    }
}

#[test]
fn yaml_that_would_overflow_a_stack_or_the_memory() {
    let bomb = (1..30).fold("a0: &a0 [x, x]\n".to_owned(), |mut bomb, n| {
        let _ = writeln!(bomb, "a{n}: &a{n} [*a{0}, *a{0}, *a{0}, *a{0}]", n - 1);
        bomb
    });
    let merged = (1..2_000).fold("a0: &a0 {x: y}\n".to_owned(), |mut merged, n| {
        let _ = writeln!(merged, "a{n}: &a{n}\n  <<: *a{}\n  b{n}: c", n - 1);
        merged
    });
    let indented = (0..1_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect::<Vec<_>>().concat();
    let keys = (0..50_000).map(|n| format!("k{n}: v\n")).collect::<Vec<_>>().concat();
    let attacks = [
        "[".repeat(500_000),
        "{a: ".repeat(200_000),
        format!("{}x", "- ".repeat(400_000)),
        format!("{}x", "? ".repeat(400_000)),
        indented,
        bomb,
        merged,
        keys,
        format!("title: {}", "!!a ".repeat(1_000)),
        "leading: 1e999\ntitle: .nan\n".to_owned(),
        format!("title: \"{}\"", "x".repeat(1_000_000)),
    ];
    // Each kind of file is read in the same way, so not every kind needs every attack.
    for (yaml, file) in attacks.iter().zip([CASE, LOCALE, LAYOUT, SENDER, GLOSSARY].into_iter().cycle()) {
        let output = match file {
            LAYOUT => ProjectFolder::with(file, yaml).run(&["letters", "kem-sokha", "--stationery", "mine"]),
            SENDER => ProjectFolder::with(file, yaml).run(&["letters", "kem-sokha", "--sender", SENDER]),
            _ => ProjectFolder::with(file, yaml).run(&["check", "--no-pages", file]),
        };
        assert_eq!(output.status.code(), Some(1), "{file}: {yaml:.40}");
    }
}

/// Lines that are made of numbers.
fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

#[test]
fn fluent_files_of_very_many_entries() {
    let many = MANY[usize::from(std::env::var_os(OTHER_BUILD).is_some())];
    let hub = (0..99).map(|n| format!("{{ c{n} }}")).collect::<Vec<_>>().join(" ");
    let hub = format!("{}hub = {hub}\n", lines(99, |n| format!("c{n} = {{ $arrested }}\n")));
    let files = [
        lines(many, |n| format!("a{n} = {{ a{} }}\n", n + 1)),
        lines(many, |n| format!("a{} = {{ a{n} }}\n", n + 1)),
        lines(many, |n| format!("a{n} = {{ a{} }} {{ a{} }}\n", n + 1, n + 2)),
        lines(many, |n| format!("a{n} = {{ a{} }}\n", (n + 1) % many)),
        format!("top = {}\n{}", "{ b1 } ".repeat(many), lines(many, |n| format!("b{n} = word\n"))),
        format!("{hub}{}", lines(many, |n| format!("m{n} = {{ hub }}\n"))),
        format!("big = {}\n{}", "word ".repeat(10_000), lines(many, |n| format!("m{n} = {{ big }}\n"))),
        "a = b\n".repeat(5 * many),
        lines(5 * many, |n| format!("m{n} = word\n")),
        format!("m = x\n{}", lines(many, |n| format!("    .a{n} = word\n"))),
        format!("m = {{ $article ->\n{}   *[other] x\n }}\n", lines(many, |n| format!("    [{n}] x\n"))),
        lines(many, |n| format!("m{n} = {{ n{n} }} {{ $n{n} }}\n")),
        format!("m = {}\n", "{ $n } ".repeat(5 * many)),
        format!("m = {}\n", "1 23 4567 ".repeat(6 * many / 10)),
        lines(many, |n| format!("9 nothing\nm{n} = x\n")),
        lines(many, |n| format!("# check: allow spaces because x\nm{n} = x  y\n")),
        format!("{}m = x\n", "# check: allow spacs because x\n".repeat(many)),
    ];
    for (words, source) in files.iter().zip([true, false].into_iter().cycle()) {
        let desk = ProjectFolder::with(WORDS, format!("{}\n{words}", bundled(WORDS)));
        if source {
            desk.write(SOURCE, format!("{}\n{words}", bundled(SOURCE)));
        }
        for args in [
            &["check", "--no-pages"][..],
            &["letters", "kem-sokha", "--to", "prime-minister", "--date", "2018-01-15"],
            &["export", "km", "--po", "out"],
            &["languages"],
            &["accept", "km"],
            &["new", "language", "th"],
        ] {
            desk.run(args);
        }
    }
}

#[test]
fn yaml_of_very_many_entries() {
    let many = MANY[usize::from(std::env::var_os(OTHER_BUILD).is_some())];
    let forbidden = format!("do_not_mention:\n{}", lines(many, |n| format!("- Person Name{n}\n")));
    let body = format!("  body:\n{}    - concern", lines(many, |n| format!("    - b{n}\n")));
    let case = |from: &str, to: &str| {
        assert!(bundled(CASE).contains(from), "{from}");
        bundled(CASE).replace(from, to)
    };
    let facts = format!("facts:\n{}", lines(many, |n| format!("  fact{n}: {n}\n")));
    let flow = |value: &str| vec![value; 5 * many].join(", ");
    for (file, yaml) in [
        (CASE, case("do_not_mention: []", &forbidden)),
        (CASE, case("  body:\n    - concern", &body)),
        (CASE, case("facts:\n", &facts)),
        (CASE, case("names: [person, party]", &format!("names: [{}]", flow("person")))),
        (CASE, case("languages: [en, km]", &format!("languages: [{}]", flow("en")))),
        (CASE, case("do_not_mention: []", &format!("do_not_mention: [{}]", flow("[]")))),
        (CASE, case("do_not_mention: []", &format!("do_not_mention:\n{}", "- \" \"\n".repeat(many)))),
        (
            LOCALE,
            bundled(LOCALE).replace(
                "review:\n",
                &format!("review:\n{}", lines(many, |n| format!("  f{n}.ftl: {{status: unreviewed}}\n"))),
            ),
        ),
        (GLOSSARY, lines(many, |n| format!("the {n}: ពាក្យ {n}\n"))),
        (GLOSSARY, format!("Kem Sokha: [{}]\n", flow("x"))),
    ] {
        let desk = ProjectFolder::with(file, yaml);
        for args in [
            &["check", "--no-pages"][..],
            &["text", "kem-sokha", "--to", "prime-minister", "--date", "2018-01-15"],
            &["languages"],
        ] {
            desk.run(args);
        }
    }
}

#[test]
fn aliases_that_make_much_of_little() {
    let text = format!("&a \"{}\"", "x".repeat(900_000));
    for aliases in [2_000, 20_000] {
        let case = bundled(CASE)
            .replace("do_not_mention: []", &format!("do_not_mention:\n- {text}\n{}", "- *a\n".repeat(aliases)));
        ProjectFolder::with(CASE, &case).refuses(&["check", "--no-pages", CASE], "expands-too-far");
        let first = format!("title: !title x\nunknown: [18446744073709551616, {text}{}]\n", ", *a".repeat(aliases));
        ProjectFolder::with(CASE, first).refuses(&["check", "--no-pages", CASE], "expands-too-far");
    }
    let lines = "lines: [75 Norodom Blvd, Khan Chamkarmon, Phnom Penh]";
    let case = bundled(CASE).replace(lines, &lines.replace(": ", ": &lines "));
    let case = case.replace("lines: [No. 3 Samdech Hun Sen Street, Khan Chamcar Mon, Phnom Penh]", "lines: *lines");
    assert!(case.contains("*lines"));
    let output = ProjectFolder::with(CASE, case).run(&["check", "--no-pages", CASE]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn lists_beyond_all_measure() {
    let desk = ProjectFolder::new();
    let mailing =
        ["mailing", "kem-sokha", "--senders", "list.csv", "--lang", "en", "--date", "2018-01-15", "--country", "GB"];
    File::create(desk.folder.path().join("list.csv")).and_then(|file| file.set_len(100 << 20)).expect("a file");
    desk.refuses(&mailing, "unreadable-file");
    desk.write("list.csv", format!("name,address1\n{},b\n", "a".repeat(10 << 20)));
    desk.refuses(&mailing, "row-too-long");
    desk.write("list.csv", format!("name,address1{}\nx,y\n", ",c".repeat(1_000_000)));
    desk.refuses(&mailing, "row-too-long");
    desk.write("list.csv", format!("name,address1\n{}x\n", "\"".repeat(1_000_001)));
    desk.refuses(&mailing, "row-too-long");
}

#[test]
fn names_that_lead_out_of_the_folder() {
    let desk = ProjectFolder::new();
    let outside = "../../outside";
    for args in [
        ["letters", outside, "--lang", "en"],
        ["letters", "kem-sokha", "--to", outside],
        ["letters", "kem-sokha", "--lang", outside],
        ["letters", "kem-sokha", "--stationery", outside],
        ["letters", "kem-sokha", "--envelope", outside],
        ["labels", "kem-sokha", "--sheet", outside],
        ["new", "case", outside, "--project"],
        ["new", "language", outside, "--project"],
        ["proof", "kem-sokha", "--lang", outside],
        ["mailing", outside, "--senders", "x.csv"],
    ] {
        let args: Vec<&str> = args.into_iter().filter(|arg| *arg != "--project").collect();
        assert_ne!(desk.run(&args).status.code(), Some(0), "{args:?}");
    }
    let case = bundled(CASE).replace("- id: prime-minister", "- id: ../../outside");
    ProjectFolder::with(CASE, case).refuses(&["check", "--no-pages", CASE], "bad-id");
}

#[test]
fn links_that_lead_to_somebody_else() {
    for (from, to) in [
        ("cambodianembassy@btconnect.com", "\"a@example.org?cc=b@example.org\""),
        ("www.cambodianembassy.org.uk", "\"javascript://%0Aalert(1)\""),
    ] {
        let case = bundled(CASE);
        assert!(case.contains(from), "{from}");
        ProjectFolder::with(CASE, case.replace(from, to)).refuses(&["check", "--no-pages", CASE], "bad-link");
    }
}

/// What would end a string, a dictionary, a stream, an element or a comment.
const ESCAPES: &str = ") >> endobj endstream <x a='b'>&amp; ]]> --> \\) (\\ %PDF %%EOF \" /Type";

/// The same for a name, without what looks like a left-over of a template.
const ESCAPES_OF_NAME: &str = ") > > endobj endstream & ] ] -- ) ( %PDF %%EOF \" /Type";

/// Words that look like markup are rejected, unless a comment allows them.
const MEANT: &str = "# check: allow markup because the words are meant\n\
                     # check: allow template-left-over because the words are meant\n";

#[test]
fn words_that_would_end_what_they_stand_in() {
    let words = reply(&format!("{MEANT}reply = {ESCAPES}"));
    let desk = ProjectFolder::with(WORDS, words.replacen("\nsubject = ", &format!("\n{MEANT}subject = {ESCAPES} "), 1));
    desk.write("sender.yaml", format!("name: '{ESCAPES_OF_NAME}'\naddress: [1 Street]\n"));
    let args = ["letters", "kem-sokha", "--lang", "km", "--to", "prime-minister", "--sender", "sender.yaml"];
    let output = desk.run(&[&args[..], &DATED].concat());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let pdf = fs::read(desk.folder.path().join("letters/kem-sokha/prime-minister.pdf")).expect("it is written");
    let pdf = lopdf::Document::load_mem(&pdf).expect("it is a PDF");
    assert_eq!(pdf.get_pages().len(), 2);
    let title = pdf.trailer.get(b"Info").and_then(|info| pdf.dereference(info)).ok();
    let title = title.and_then(|(_, info)| info.as_dict().ok()?.get(b"Title").ok().cloned()).expect("it has a title");
    let words = lopdf::decode_text_string(&title).expect("it is text");
    assert!(words.contains(ESCAPES), "{words}");
    let packet = pdf.catalog().and_then(|catalog| catalog.get(b"Metadata")).and_then(|id| pdf.dereference(id));
    let (_, packet) = packet.expect("it has metadata");
    let xmp = String::from_utf8_lossy(&packet.as_stream().expect("a stream").content).into_owned();
    assert!(xmp.contains("&lt;x a='b'&gt;&amp;amp; ]]&gt; --&gt;"), "{xmp}");
}

#[test]
fn a_font_that_names_what_is_not_there() {
    let mut font = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(FONT)).expect("the bundled font");
    let record = (12..).step_by(16).find(|at| font[*at..].starts_with(b"GSUB")).expect("it has such a table");
    let number = |font: &[u8], at: usize| u32::from_be_bytes([font[at], font[at + 1], font[at + 2], font[at + 3]]);
    let (start, length) = (number(&font, record + 8) as usize, number(&font, record + 12) as usize);
    // A coverage table of a chained context that now begins beyond the end of all tables.
    font[start + 993] = 0x87;
    let words = font[start..start + length].chunks(4).map(|word| {
        let byte = |n: usize| word.get(n).copied().unwrap_or(0);
        u32::from_be_bytes([byte(0), byte(1), byte(2), byte(3)])
    });
    // Its checksum says that nothing is wrong.
    let sum = words.fold(0_u32, u32::wrapping_add);
    font[record + 4..record + 8].copy_from_slice(&sum.to_be_bytes());
    let args = ["letters", "kem-sokha", "--lang", "km", "--to", "prime-minister"];
    ProjectFolder::with(FONT, font).refuses(&[&args[..], &DATED].concat(), "unreadable-font");
}
