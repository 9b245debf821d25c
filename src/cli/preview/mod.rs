//! `likhit preview`: the set pages in a browser, while the files are being edited.
//!
//! `watch` looks at the disk. `project_state` keeps the studio, which answers. `connections` bounds their number. `http`
//! speaks with the browser, and the folder `page` has the files for the browser.

mod connections;
mod http;
mod project_state;
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
use crate::project::paths;
use crate::studio::Request;
use connections::{Connection, Connections};
use http::{PATIENCE, Response};
use project_state::ProjectState;
use watch::Watched;

/// The port that is tried first.
const USUAL_PORT: u16 = 8640;

/// How often a page hears that the program is still there.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// The static files for the browser: path, content type and bytes.
const FILES: [(&str, &str, &[u8]); 6] = [
    ("/", "text/html; charset=utf-8", include_bytes!("page/index.html")),
    ("/preview.css", "text/css; charset=utf-8", include_bytes!("page/preview.css")),
    ("/preview.js", "text/javascript; charset=utf-8", include_bytes!("page/preview.js")),
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
    let state = Arc::new(ProjectState::of(project));
    let (listener, port) = listen(arguments.port).map_err(|error| {
        let (what, _) = in_plain_words(&error);
        let finding = Finding::error(rules::NO_PORT, format!("the preview cannot open the port: {what}"));
        Findings::from(finding.help("use another port with `--port`, or 0 for any free port"))
    })?;
    // Printed at once, because the command keeps running.
    let mut out = io::stdout();
    let _ = writeln!(out, "http://127.0.0.1:{port}/\nOpen this address in a browser on this machine. Ctrl+C ends it.");
    let _ = out.flush();

    let on_change = Arc::clone(&state);
    thread::spawn(move || watched.watch(|read| on_change.put(read)));
    accept(&listener, port, &state, first.as_ref());
    Err(Finding::error(rules::NO_PORT, "the port is closed").into())
}

/// Answers each connection in a thread of its own.
fn accept(listener: &TcpListener, port: u16, state: &Arc<ProjectState>, first: Option<&CaseId>) {
    let connections = Arc::new(Connections::default());
    for mut stream in listener.incoming().filter_map(Result::ok) {
        let Some(connection) = connections.enter(&stream) else {
            // A few bytes, which need no thread.
            let full = Response::refused("503 Service Unavailable", "too many pages are open; close some of them");
            let _ = full.send(&mut stream, Duration::from_secs(1));
            continue;
        };
        let (state, first) = (Arc::clone(state), first.cloned());
        thread::spawn(move || {
            // A closed connection needs no answer, and no log is kept.
            let _ = answer(stream, port, &state, first.as_ref(), &connection);
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

fn answer(
    mut stream: TcpStream,
    port: u16,
    state: &ProjectState,
    first: Option<&CaseId>,
    connection: &Connection,
) -> io::Result<()> {
    match http::receive(&mut stream, port, PATIENCE) {
        Ok(request) if request.path == "/events" => {
            connection.keep();
            tell(&mut stream, state)
        }
        Ok(request) => respond(request, state, first).send(&mut stream, PATIENCE),
        Err(Some(response)) => response.send(&mut stream, PATIENCE),
        Err(None) => Ok(()),
    }
}

fn respond(mut request: Request, state: &ProjectState, first: Option<&CaseId>) -> Response {
    if let Some((_, kind, bytes)) = FILES.iter().find(|(path, ..)| *path == request.path) {
        return Response::found(kind, *bytes);
    }
    if let Some(first) = first.filter(|_| request.value("case").is_none()) {
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
    use std::io::Read;
    use std::time::Instant;

    use super::*;
    use crate::project::Project;

    /// The address of a preview of the bundled project, which is served until the tests end.
    fn served() -> (Ipv4Addr, u16) {
        let (listener, port) = listen(Some(0)).expect("a free port");
        let state = Arc::new(ProjectState::of(Project::embedded()));
        thread::spawn(move || accept(&listener, port, &state, None));
        (Ipv4Addr::LOCALHOST, port)
    }

    fn page(address: (Ipv4Addr, u16)) -> String {
        let mut stream = TcpStream::connect(address).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(5))).expect("a time");
        let request = format!("GET /preview.css HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", address.1);
        stream.write_all(request.as_bytes()).expect("it is taken");
        let mut answer = String::new();
        let _ = stream.read_to_string(&mut answer);
        answer
    }

    #[test]
    fn clients_that_send_byte_by_byte_do_not_keep_others_out() {
        let address = served();
        let mut slow: Vec<TcpStream> = (0..200).map(|_| TcpStream::connect(address).expect("it listens")).collect();
        for stream in &mut slow {
            // Those that are closed already do not take it.
            let _ = stream.write_all(b"G");
        }
        let begun = Instant::now();
        let answer = page(address);
        assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
        assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    }
}
