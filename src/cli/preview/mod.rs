//! `likhit preview`: the set pages in a browser, while the files are being edited.
//!
//! `watch` looks at the disk. `project_state` keeps the studio, which answers, and `kept_files` writes what a person has
//! edited on the page. `connections` bounds their number. `http` speaks with the browser, `token` is the secret of its
//! page, and the folder `page` has the files for the browser.

mod connections;
mod http;
mod kept_files;
mod project_state;
mod token;
mod watch;

use std::io::{self, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use clap::Args;

use super::disk_fault::in_plain_words;
use super::outcome::Report;
use crate::finding::{Finding, Findings, rules};
use crate::id::CaseId;
use crate::print;
use crate::project::{Project, paths};
use crate::studio::{Method, Request};
use connections::{Connection, Connections};
use http::{EDITS, PATIENCE, Response, Run};
use project_state::ProjectState;
use token::Token;
use watch::Watched;

/// The port that is tried first.
const USUAL_PORT: u16 = 8640;

/// How often a page hears that the program is still there.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// The page, and the word in it that the token of the run replaces.
const PAGE: &str = include_str!("page/index.html");
const TOKEN_HERE: &str = "TOKEN";

/// The static files for the browser: path, content type and bytes.
const FILES: [(&str, &str, &[u8]); 8] = [
    ("/preview.css", "text/css; charset=utf-8", include_bytes!("page/preview.css")),
    ("/preview.js", "text/javascript; charset=utf-8", include_bytes!("page/preview.js")),
    ("/findings.js", "text/javascript; charset=utf-8", include_bytes!("page/findings.js")),
    ("/editor.js", "text/javascript; charset=utf-8", include_bytes!("page/editor.js")),
    ("/parts.js", "text/javascript; charset=utf-8", include_bytes!("page/parts.js")),
    ("/icon.svg", "image/svg+xml", include_bytes!("page/icon.svg")),
    // The program's own, so that Khmer is readable in the findings on any system.
    ("/khmer.ttf", "font/ttf", include_bytes!("../../../fonts/noto-serif-khmer/NotoSerifKhmer-Regular.ttf")),
    ("/serif.ttf", "font/ttf", include_bytes!("../../../fonts/noto-serif/NotoSerif-Regular.ttf")),
];

/// The arguments of `likhit preview`.
#[derive(Debug, Args)]
pub struct PreviewArguments {
    /// Case to show first: its id, or the path of its YAML file [default: the first case].
    pub case: Option<String>,

    /// Port on this machine, 0 means any free port [default: 8640, or any free port if 8640 is in use].
    #[arg(long, value_name = "N")]
    pub port: Option<u16>,

    /// Folder with your own cases, locales, stationery and fonts; missing files come from the program [default: the
    /// working folder if it has any of these].
    #[arg(long, value_name = "DIR")]
    pub project: Option<PathBuf>,
}

/// Carries out the command; it ends only if it cannot begin.
pub fn preview(arguments: &PreviewArguments) -> Report {
    match serve(arguments) {
        Ok(never) => never,
        Err(findings) => Report::failed(findings),
    }
}

fn serve(arguments: &PreviewArguments) -> Result<Report, Findings> {
    let watched = Watched { case: arguments.case.clone(), project: arguments.project.clone() };
    let project = watched.read()?;
    let first = arguments.case.as_deref().and_then(super::case_file::id_of);
    if let Some(case) = first.as_ref().filter(|case| !project.has(&paths::case_facts(case))) {
        print::read_case(&project, case, None)?;
    }
    let (listener, port) = listen(arguments.port).map_err(|error| {
        let (what, _) = in_plain_words(&error);
        let finding = Finding::error(rules::NO_PORT, format!("the preview cannot open the port: {what}"));
        Findings::from(finding.help("use another port with `--port`, or 0 for any free port"))
    })?;
    // Printed at once, because the command keeps running.
    let mut out = io::stdout();
    let _ = writeln!(out, "http://127.0.0.1:{port}/\nOpen this address in a browser on this machine. Ctrl+C ends it.");
    let _ = out.flush();

    let preview = Arc::new(Preview::of(project, watched, port, first));
    let watching = Arc::clone(&preview);
    thread::spawn(move || watching.watched.watch(&watching.state));
    accept(&listener, &preview);
    Err(Finding::error(rules::NO_PORT, "the port is closed").into())
}

/// Everything that requests are answered from.
struct Preview {
    run: Run,
    state: ProjectState,
    watched: Watched,
    /// The case that is shown first.
    first: Option<CaseId>,
    /// The page with the token of this run.
    page: String,
}

impl Preview {
    fn of(project: Project, watched: Watched, port: u16, first: Option<CaseId>) -> Self {
        let run = Run { port, token: Token::random() };
        let page = PAGE.replace(TOKEN_HERE, run.token.digits());
        Self { run, state: ProjectState::of(project), watched, first, page }
    }
}

/// Answers each connection in a thread of its own.
fn accept(listener: &TcpListener, preview: &Arc<Preview>) {
    let connections = Arc::new(Connections::default());
    for mut stream in listener.incoming().filter_map(Result::ok) {
        let Some(connection) = connections.enter(&stream) else {
            // A few bytes, which need no thread.
            let full = Response::refused("503 Service Unavailable", "too many pages are open; close some of them");
            let _ = full.send(&mut stream, Duration::from_secs(1));
            continue;
        };
        let preview = Arc::clone(preview);
        thread::spawn(move || {
            // A closed connection needs no answer, and no log is kept.
            let _ = answer(stream, &preview, &connection);
        });
    }
}

/// Listens on the loopback address only.
fn listen(port: Option<u16>) -> io::Result<(TcpListener, u16)> {
    let at = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let listener = match port {
        Some(port) => at(port)?,
        None => at(USUAL_PORT).or_else(|_| at(0))?,
    };
    let port = listener.local_addr()?.port();
    Ok((listener, port))
}

fn answer(mut stream: TcpStream, preview: &Preview, connection: &Connection) -> io::Result<()> {
    match http::receive(&mut stream, &preview.run, PATIENCE) {
        Ok(request) if request.path == "/events" && request.method == Method::Get => {
            connection.keep();
            tell(&mut stream, &preview.state)
        }
        Ok(request) => respond(request, preview).send(&mut stream, PATIENCE),
        Err(Some(response)) => {
            response.send(&mut stream, PATIENCE)?;
            http::close_gently(&mut stream);
            Ok(())
        }
        Err(None) => Ok(()),
    }
}

fn respond(mut request: Request, preview: &Preview) -> Response {
    let Preview { state, watched, first, .. } = preview;
    if request.method == Method::Post {
        let is_edit = EDITS.contains(&request.path.as_str());
        return if is_edit { state.edit(&request, watched) } else { state.answer(&request) }.into();
    }
    if request.path == "/" {
        return Response::found("text/html; charset=utf-8", preview.page.as_str());
    }
    if let Some((_, kind, bytes)) = FILES.iter().find(|(path, ..)| *path == request.path) {
        return Response::found(kind, *bytes);
    }
    if let Some(first) = first.as_ref().filter(|_| request.value("case").is_none()) {
        request.query.push(("case".to_owned(), first.to_string()));
    }
    state.answer(&request).into()
}

/// Sends each new edition to a page, until it is closed.
fn tell(stream: &mut TcpStream, state: &ProjectState) -> io::Result<()> {
    http::send_events_head(stream)?;
    let mut known = 0;
    loop {
        let edition = state.wait(known, HEARTBEAT);
        if edition == known {
            stream.write_all(b": still here\n\n")?;
        } else {
            stream.write_all(format!("data: {edition}\n\n").as_bytes())?;
        }
        stream.flush()?;
        known = edition;
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Read;
    use std::path::Path;
    use std::time::Instant;

    use serde_json::Value;

    use super::*;
    use crate::cli::folder;

    const KHMER: &str = "locales/km/cases/kem-sokha.ftl";

    /// A preview that is served until the tests end.
    struct Served {
        port: u16,
        token: String,
    }

    /// Serves the project in a folder, or only the program's files.
    fn served(root: Option<&Path>) -> Served {
        let (listener, port) = listen(Some(0)).expect("a free port");
        // A folder that is no project has none of its own.
        let root = root.map_or_else(|| Path::new("no such folder").to_owned(), Path::to_owned);
        let project = folder::project_or_none(Some(&root)).expect("it can be read");
        let watched = Watched { case: None, project: Some(root) };
        let preview = Arc::new(Preview::of(project, watched, port, None));
        let token = preview.run.token.digits().to_owned();
        thread::spawn(move || accept(&listener, &preview));
        Served { port, token }
    }

    /// A project with the Khmer words of the bundled case.
    fn project() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let file = folder.path().join(KHMER);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, Project::embedded().text(KHMER).expect("the file")).expect("a file");
        folder
    }

    impl Served {
        /// What is answered to these bytes.
        fn send(&self, request: &str) -> String {
            let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).expect("it listens");
            stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a time");
            stream.write_all(request.as_bytes()).expect("it is taken");
            let mut answer = String::new();
            let _ = stream.read_to_string(&mut answer);
            answer
        }

        fn get(&self, target: &str) -> String {
            self.send(&format!("GET {target} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port))
        }

        /// Looks at the Khmer letter, and returns the words of a message in it.
        fn words(&self, id: &str) -> String {
            let view = body(&self.get("/view?case=kem-sokha&lang=km"));
            view["messages"][id]["translation"]["words"].as_str().expect("words").to_owned()
        }

        /// Edits a message as the page does.
        fn edit(&self, file: &str, id: &str, was: &str, words: &str) -> String {
            self.post(&format!("/message?file={file}&id={id}"), &self.token, was, words)
        }

        fn post(&self, target: &str, token: &str, was: &str, words: &str) -> String {
            let body = serde_json::json!({ "was": was, "words": words }).to_string();
            let head = [
                format!("POST {target} HTTP/1.1"),
                format!("Host: 127.0.0.1:{}", self.port),
                format!("Origin: http://127.0.0.1:{}", self.port),
                format!("X-Likhit-Token: {token}"),
                "Content-Type: application/json".to_owned(),
                format!("Content-Length: {}", body.len()),
            ];
            self.send(&format!("{}\r\n\r\n{body}", head.join("\r\n")))
        }
    }

    fn body(answer: &str) -> Value {
        let (_, body) = answer.split_once("\r\n\r\n").expect("a head");
        serde_json::from_str(body).unwrap_or_else(|_| panic!("no JSON: {answer}"))
    }

    fn status(answer: &str) -> &str {
        answer.get(9..12).unwrap_or("closed")
    }

    #[test]
    fn clients_that_send_byte_by_byte_do_not_keep_others_out() {
        let served = served(None);
        let address = (Ipv4Addr::LOCALHOST, served.port);
        let mut slow: Vec<TcpStream> = (0..200).map(|_| TcpStream::connect(address).expect("it listens")).collect();
        for stream in &mut slow {
            // Those that are closed already do not take it.
            let _ = stream.write_all(b"G");
        }
        let begun = Instant::now();
        let answer = served.get("/preview.css");
        assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
        assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    }

    #[test]
    fn the_token_is_in_the_page_alone() {
        let served = served(None);
        assert_eq!(served.get("/").matches(&served.token).count(), 1);
        for (path, ..) in FILES {
            assert!(!served.get(path).contains(&served.token), "{path}");
        }
    }

    #[test]
    fn an_edit_is_written_into_the_folder_and_leaves_every_other_byte() {
        let folder = project();
        let path = folder.path().join(KHMER);
        let before = fs::read_to_string(&path).expect("the file");
        let served = served(Some(folder.path()));
        let was = served.words("context");
        let edited = served.edit(KHMER, "context", &was, "ពាក្យ");
        assert_eq!(status(&edited), "200", "{edited}");
        assert_eq!(fs::read_to_string(&path).expect("the file"), before.replace(&was, "ពាក្យ"));
        assert_eq!(served.words("context"), "ពាក្យ");
        // A file of the program that the folder does not have yet.
        let english = "locales/en/cases/kem-sokha.ftl";
        let view = body(&served.get("/view?case=kem-sokha&lang=en"));
        let was = view["messages"]["context"]["source"]["words"].as_str().expect("words").to_owned();
        assert_eq!(status(&served.edit(english, "context", &was, "Words.")), "200");
        let program = Project::embedded().text(english).expect("the file").to_owned();
        let written = fs::read_to_string(folder.path().join(english)).expect("the file");
        assert_eq!(written, program.replace(&was.replace('\n', "\n    "), "Words."), "its lines were indented");
        let names = fs::read_dir(folder.path()).expect("the folder").map(|entry| entry.expect("a file").file_name());
        assert_eq!(names.collect::<Vec<_>>(), ["locales"], "nothing is left over");
    }

    #[test]
    fn two_versions_of_a_message_are_both_shown_and_neither_is_lost() {
        let folder = project();
        let path = folder.path().join(KHMER);
        let served = served(Some(folder.path()));
        let was = served.words("context");
        let other = fs::read_to_string(&path).expect("the file").replace(&was, "ផ្សេង");
        fs::write(&path, &other).expect("a file");
        let late = served.edit(KHMER, "context", &was, "ពាក្យ");
        assert_eq!(status(&late), "409", "{late}");
        let both = body(&late);
        assert_eq!((&both["was"], &both["now"], &both["words"]), (&was.into(), &"ផ្សេង".into(), &"ពាក្យ".into()));
        assert_eq!(fs::read_to_string(&path).expect("the file"), other);
        // A change of another message is no conflict.
        fs::write(&path, other.replacen('\n', "\n# seen\n", 1)).expect("a file");
        assert_eq!(status(&served.edit(KHMER, "context", "ផ្សេង", "ពាក្យ")), "200");
        let written = fs::read_to_string(&path).expect("the file");
        assert!(written.contains("# seen\n") && written.contains("ពាក្យ"), "{written}");
    }

    #[test]
    fn what_must_not_be_written_is_not() {
        let folder = project();
        let served = served(Some(folder.path()));
        let was = served.words("context");
        let before = fs::read(folder.path().join(KHMER)).expect("the file");
        let target = format!("/message?file={KHMER}&id=context");
        let other = if served.token.starts_with('0') { "1" } else { "0" };
        for token in ["", "0", &format!("{other}{}", &served.token[1..]), &served.token[1..]] {
            assert_eq!(status(&served.post(&target, token, &was, "x")), "403", "{token}");
        }
        for file in [
            "../x.ftl",
            "/etc/passwd",
            "locales/../../x.ftl",
            "locales/km/../km/cases/kem-sokha.ftl",
            "locales/km/cases/kem-sokha.ftl%00",
            "locales%5Ckm%5Ccases%5Ckem-sokha.ftl",
            "locales/fr/cases/kem-sokha.ftl",
            "cases/kem-sokha.yaml",
            "Cargo.toml",
            "",
        ] {
            assert_eq!(status(&served.edit(file, "context", &was, "x")), "409", "{file}");
        }
        assert_eq!(status(&served.edit(KHMER, "context", &was, "{ person")), "409");
        assert_eq!(status(&served.post("/line?file=cases/other.yaml&line=1", &served.token, "", "x")), "409");
        for target in ["/", "/view", "/events", "/preview.css", "/nothing"] {
            assert_eq!(status(&served.post(target, &served.token, &was, "x")), "405", "{target}");
        }
        assert_eq!(fs::read(folder.path().join(KHMER)).expect("the file"), before);
        let count = fs::read_dir(folder.path().join("locales")).expect("the folder").count();
        assert_eq!(count, 1, "no file was added");
    }

    #[test]
    fn the_files_of_the_program_are_not_changed() {
        let served = served(None);
        let was = served.words("context");
        let refused = served.edit(KHMER, "context", &was, "ពាក្យ");
        assert_eq!(status(&refused), "409", "{refused}");
        assert_eq!(body(&refused)["findings"][0]["rule"], "no-project");
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_became_a_link_is_not_written() {
        let [folder, outside] = [project(), project()];
        let served = served(Some(folder.path()));
        let was = served.words("context");
        let path = folder.path().join(KHMER);
        let before = fs::read(&path).expect("the file");
        fs::remove_file(&path).expect("it is ours");
        std::os::unix::fs::symlink(outside.path().join(KHMER), &path).expect("a link");
        assert_eq!(status(&served.edit(KHMER, "context", &was, "x")), "409");
        assert_eq!(fs::read(outside.path().join(KHMER)).expect("the file"), before);
    }

    #[test]
    fn a_sender_is_sent_with_the_token() {
        let served = served(None);
        let sender = "name: Sokha Chan\nlanguage: en\n";
        let request = |token: &str| {
            let host = format!("127.0.0.1:{}", served.port);
            let head =
                format!("POST /letter.txt?case=kem-sokha&lang=en HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}");
            let token = format!("X-Likhit-Token: {token}\r\nContent-Type: application/yaml");
            format!("{head}\r\n{token}\r\nContent-Length: {}\r\n\r\n{sender}", sender.len())
        };
        assert_eq!(status(&served.send(&request("x"))), "403");
        let answer = served.send(&request(&served.token));
        assert!(["200", "409"].contains(&status(&answer)), "{answer}");
    }
}
