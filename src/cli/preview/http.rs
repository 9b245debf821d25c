//! The small part of HTTP/1.1 that a page for one person on this machine needs.
//!
//! Each connection is answered once, and only to a page that this program has sent: a foreign site that a browser has
//! open beside it, or one whose name was made to point to this machine, gets nothing. `GET` changes nothing. `POST` also
//! needs the token that this run has put into its page.

use std::fmt::Write as _;
use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

use super::token::Token;
use crate::studio::{self, Method, Request};

/// The longest head of a request that is read.
const MAX_HEAD: usize = 8 << 10;

/// The longest body of a request that is read: the longest file of a project.
const MAX_BODY: usize = 1 << 20;

/// The requests that change files.
pub const EDITS: [&str; 2] = ["/message", "/line"];

/// The header with the token, in small letters.
const TOKEN: &str = "x-likhit-token";

/// How long is waited for a whole request, and for its whole answer to be taken: however slowly the other side goes on.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// The headers of every response: nothing is cached, no types are guessed, nothing is fetched from other
/// sites, and no other site may read it or put it into a frame.
const HEADERS: &str = "Cache-Control: no-store\r\n\
    Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; \
    img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n\
    Cross-Origin-Opener-Policy: same-origin\r\n\
    Cross-Origin-Resource-Policy: same-origin\r\n\
    Referrer-Policy: no-referrer\r\n\
    X-Content-Type-Options: nosniff\r\n\
    Connection: close\r\n";

/// This run of the program.
pub struct Run {
    /// The port that it listens on.
    pub port: u16,
    /// What its page proves itself with.
    pub token: Token,
}

/// A response.
pub struct Response {
    status: &'static str,
    kind: &'static str,
    body: Vec<u8>,
}

impl From<studio::Response> for Response {
    fn from(response: studio::Response) -> Self {
        Self { status: response.status.of_http(), kind: response.kind, body: response.body }
    }
}

impl Response {
    /// The requested content.
    pub fn found(kind: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status: "200 OK", kind, body: body.into() }
    }

    /// The reason why the request is refused.
    pub fn refused(status: &'static str, why: &str) -> Self {
        Self { status, kind: "text/plain; charset=utf-8", body: format!("{why}\n").into_bytes() }
    }

    /// Sends it within this time.
    ///
    /// # Errors
    ///
    /// When the connection is closed, or the other side is too slow.
    pub fn send(&self, stream: &mut TcpStream, patience: Duration) -> io::Result<()> {
        let mut stream = Timed::of(stream, patience);
        let mut head = format!("HTTP/1.1 {}\r\n{HEADERS}Content-Type: {}\r\n", self.status, self.kind);
        if self.status.starts_with("405") {
            head.push_str("Allow: GET, POST\r\n");
        }
        let _ = write!(head, "Content-Length: {}\r\n\r\n", self.body.len());
        stream.write_all(head.as_bytes())?;
        stream.write_all(&self.body)?;
        stream.flush()
    }
}

/// A connection that ends at a time: a timeout of the system begins again with each byte.
struct Timed<'a> {
    stream: &'a mut TcpStream,
    end: Instant,
}

impl<'a> Timed<'a> {
    fn of(stream: &'a mut TcpStream, patience: Duration) -> Self {
        Self { stream, end: Instant::now() + patience }
    }

    fn left(&self) -> io::Result<Option<Duration>> {
        let left = self.end.saturating_duration_since(Instant::now());
        if left.is_zero() { Err(io::ErrorKind::TimedOut.into()) } else { Ok(Some(left)) }
    }
}

impl Read for Timed<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(self.left()?)?;
        self.stream.read(bytes)
    }
}

impl Write for Timed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(self.left()?)?;
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

/// Begins an answer that goes on for as long as the page is open (server-sent events).
pub fn send_events_head(stream: &mut TcpStream) -> io::Result<()> {
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.write_all(format!("HTTP/1.1 200 OK\r\n{HEADERS}Content-Type: text/event-stream\r\n\r\n").as_bytes())?;
    stream.flush()
}

/// Lets the other side read a refusal before the connection is closed: a system discards what was sent if something
/// that was received is still unread.
pub fn close_gently(stream: &mut TcpStream) {
    let _ = stream.shutdown(Shutdown::Write);
    let _ = io::copy(&mut Timed::of(stream, Duration::from_secs(1)).take(MAX_BODY as u64), &mut io::sink());
}

/// Reads a request within this time, and refuses one that is not for this run's own page.
///
/// # Errors
///
/// The response to send; `None` if the connection is closed.
pub fn receive(stream: &mut TcpStream, run: &Run, patience: Duration) -> Result<Request, Option<Response>> {
    let mut stream = Timed::of(stream, patience);
    let mut received = Vec::new();
    let mut more = |received: &mut Vec<u8>| {
        let mut piece = [0; 4096];
        match stream.read(&mut piece) {
            Ok(0) | Err(_) => Err(None),
            Ok(read) => {
                received.extend_from_slice(&piece[..read]);
                Ok(())
            }
        }
    };
    let end = loop {
        if let Some(end) = received.windows(4).position(|bytes| bytes == b"\r\n\r\n") {
            break end;
        }
        if received.len() > MAX_HEAD {
            return Err(Some(Response::refused("431 Request Header Fields Too Large", "the request is too long")));
        }
        more(&mut received)?;
    };
    let mut body = received.split_off(end + 4);
    let head = std::str::from_utf8(&received[..end])
        .map_err(|_| Some(Response::refused("400 Bad Request", "the request is not text")))?;
    let (request, length) = understand(head, run).map_err(Some)?;
    while body.len() < length {
        more(&mut body)?;
    }
    body.truncate(length);
    Ok(Request { body, ..request })
}

/// Understands the head of a request; returns it with the length of its body.
fn understand(head: &str, run: &Run) -> Result<(Request, usize), Response> {
    let bad = || Response::refused("400 Bad Request", "the request cannot be understood");
    let mut lines = head.split("\r\n");
    let mut words = lines.next().unwrap_or_default().split(' ');
    let (Some(method), Some(target), Some("HTTP/1.1" | "HTTP/1.0"), None) =
        (words.next(), words.next(), words.next(), words.next())
    else {
        return Err(bad());
    };
    let mut headers = Headers(Vec::new());
    for line in lines {
        let (name, value) = line.split_once(':').ok_or_else(bad)?;
        // A name with a space is taken for another by some programs.
        if name.is_empty() || name.contains(|letter: char| letter.is_whitespace() || letter.is_control()) {
            return Err(bad());
        }
        headers.0.push((name.to_ascii_lowercase(), value.trim()));
    }
    if !is_own(&headers, run.port) {
        return Err(Response::refused("403 Forbidden", "only a browser on this machine can open this page"));
    }
    match method {
        // The page has the token, so it is only given to somebody who opens it.
        "GET" if target == "/" && headers.all("sec-fetch-dest").any(|dest| dest != "document") => {
            Err(Response::refused("403 Forbidden", "this page can only be opened"))
        }
        "GET" => Ok((Request::of(Method::Get, target, Vec::new()), 0)),
        "POST" => {
            let request = Request::of(Method::Post, target, Vec::new());
            let kind = kind_of_body(&request.path).ok_or_else(not_allowed)?;
            let length = length_of_own(&headers, kind, run)?;
            Ok((request, length))
        }
        _ => Err(not_allowed()),
    }
}

fn not_allowed() -> Response {
    Response::refused("405 Method Not Allowed", "this page only answers GET requests")
}

/// The type of what is sent to a page: an edit, or the file of a sender for a document. All other pages are only read.
fn kind_of_body(path: &str) -> Option<&'static str> {
    if EDITS.contains(&path) {
        return Some("application/json");
    }
    let name = path.strip_prefix('/').filter(|name| !name.contains('/'))?;
    [".pdf", ".txt"].iter().any(|ending| name.ends_with(ending)).then_some("application/yaml")
}

/// The length of the body of a `POST` request, if it comes from the page of this run.
fn length_of_own(headers: &Headers, kind: &str, run: &Run) -> Result<usize, Response> {
    let is_of_page = headers.one("origin").is_some() && headers.all("sec-fetch-site").all(|site| site == "same-origin");
    if !is_of_page || !headers.one(TOKEN).is_some_and(|sent| run.token.is(sent)) {
        let why = "this page is from an earlier run of the program; load the page again";
        return Err(Response::refused("403 Forbidden", why));
    }
    if headers.one("content-type") != Some(kind) {
        return Err(Response::refused("415 Unsupported Media Type", "the body is not of the expected type"));
    }
    let lengths: Vec<&str> = headers.all("content-length").collect();
    match lengths[..] {
        _ if headers.all("transfer-encoding").next().is_some() => {
            Err(Response::refused("400 Bad Request", "the body must be sent in one piece"))
        }
        [] => Err(Response::refused("411 Length Required", "the request does not say how long its body is")),
        [length] if !length.is_empty() && length.bytes().all(|byte| byte.is_ascii_digit()) => {
            let length = length.parse().ok().filter(|length| *length <= MAX_BODY);
            length.ok_or_else(|| Response::refused("413 Content Too Large", "the body is too long"))
        }
        _ => Err(Response::refused("400 Bad Request", "the length of the body cannot be understood")),
    }
}

/// The headers of a request, with names in small letters.
struct Headers<'h>(Vec<(String, &'h str)>);

impl<'h> Headers<'h> {
    fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'h str> + 's {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| *value)
    }

    /// The value of a header that is there once.
    fn one(&self, name: &str) -> Option<&'h str> {
        let mut all = self.all(name);
        all.next().filter(|_| all.next().is_none())
    }
}

/// Whether a request comes from this program's page, or from the user who opens the page.
fn is_own(headers: &Headers, port: u16) -> bool {
    let hosts = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    // A name that was made to point to this machine is not one of these (DNS rebinding).
    let Some(host) = headers.one("host") else { return false };
    if !hosts.iter().any(|own| own == host) {
        return false;
    }
    if !headers.all("origin").all(|origin| origin.strip_prefix("http://") == Some(host)) {
        return false;
    }
    // Browsers send the site that asks. A link on another site may open the page, but no other site may load a part of
    // it.
    let is_opened =
        headers.one("sec-fetch-mode") == Some("navigate") && headers.one("sec-fetch-dest") == Some("document");
    headers.all("sec-fetch-site").all(|site| matches!(site, "same-origin" | "none") || is_opened)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run() -> Run {
        Run { port: 8640, token: Token::random() }
    }

    fn answer(lines: &[&str]) -> Result<Request, &'static str> {
        understand(&lines.join("\r\n"), &run()).map(|(request, _)| request).map_err(|response| response.status)
    }

    #[test]
    fn a_request_that_comes_byte_by_byte_is_given_up() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("it has one");
        let slow = std::thread::spawn(move || {
            let mut stream = TcpStream::connect(address).expect("it listens");
            // Each byte comes in time. The end comes when nobody takes them any more.
            while stream.write_all(b"G").is_ok() {
                std::thread::sleep(Duration::from_millis(20));
            }
        });
        let (mut stream, _) = listener.accept().expect("it comes");
        let begun = Instant::now();
        assert!(matches!(receive(&mut stream, &run(), Duration::from_millis(300)), Err(None)));
        assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
        drop(stream);
        slow.join().expect("it ends");
    }

    #[test]
    fn a_request_has_a_path_and_a_query() {
        let request = answer(&["GET /view?case=a&to=b%20c&lang=km HTTP/1.1", "Host: 127.0.0.1:8640"]);
        let query =
            [("case", "a"), ("to", "b c"), ("lang", "km")].map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(
            request,
            Ok(Request { method: Method::Get, path: "/view".to_owned(), query: query.to_vec(), body: Vec::new() })
        );
    }

    #[test]
    fn only_the_own_page_is_answered() {
        let from = |header: &str| answer(&["GET / HTTP/1.1", "Host: localhost:8640", header]).map(|_| ());
        assert_eq!(from("Origin: http://localhost:8640"), Ok(()));
        assert_eq!(from("Sec-Fetch-Site: same-origin"), Ok(()));
        for foreign in [
            "Origin: http://evil.example",
            "Origin: null",
            "Origin: https://localhost:8640",
            "Origin: http://localhost:8641",
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Site: same-site",
            "Host: localhost:8640",
        ] {
            assert_eq!(from(foreign), Err("403 Forbidden"), "{foreign}");
        }
        for host in ["Host: evil.example:8640", "Host: 127.0.0.1", "Host: 127.0.0.1:80", "X: y"] {
            assert_eq!(answer(&["GET / HTTP/1.1", host]), Err("403 Forbidden"), "{host}");
        }
    }

    #[test]
    fn a_link_may_open_the_page_but_nothing_may_embed_it() {
        let from = |dest: &str| {
            let dest = format!("Sec-Fetch-Dest: {dest}");
            let host = "Host: 127.0.0.1:8640";
            answer(&["GET / HTTP/1.1", host, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", &dest])
                .map(|_| ())
        };
        assert_eq!((from("document"), from("iframe")), (Ok(()), Err("403 Forbidden")));
    }

    #[test]
    fn the_page_with_the_token_is_only_opened() {
        let to = |dest: &str| answer(&["GET / HTTP/1.1", "Host: 127.0.0.1:8640", dest]).map(|_| ());
        assert_eq!((to("Sec-Fetch-Dest: document"), to("X: y")), (Ok(()), Ok(())));
        for dest in ["empty", "iframe", "script", "image"] {
            assert_eq!(to(&format!("Sec-Fetch-Dest: {dest}")), Err("403 Forbidden"), "{dest}");
        }
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for line in [
            "PUT /message",
            "DELETE /",
            "HEAD /",
            "OPTIONS /message",
            "get /",
            "POST /",
            "POST /view",
            "POST /files/a.ftl",
            "POST /list",
            "POST /a/letter.pdf",
            "POST /message/",
        ] {
            let line = format!("{line} HTTP/1.1");
            assert_eq!(answer(&[&line, "Host: 127.0.0.1:8640"]), Err("405 Method Not Allowed"), "{line}");
        }
        for line in ["GET /", "GET / HTTP/2", "GET  / HTTP/1.1", "", "GET / HTTP/1.1 x"] {
            assert_eq!(answer(&[line, "Host: 127.0.0.1:8640"]), Err("400 Bad Request"), "{line}");
        }
        for line in ["no colon", ": no name", "Content-Length : 1", " folded: line", "A\tB: c"] {
            assert_eq!(answer(&["GET / HTTP/1.1", "Host: 127.0.0.1:8640", line]), Err("400 Bad Request"), "{line}");
        }
    }

    /// The length of the body of an edit whose headers `change` changes, or the status of the refusal.
    fn posted(change: impl FnOnce(&mut Vec<String>)) -> Result<usize, &'static str> {
        let run = run();
        let mut lines = [
            "POST /message?file=a.ftl&id=b HTTP/1.1",
            "Host: 127.0.0.1:8640",
            "Origin: http://127.0.0.1:8640",
            "Content-Type: application/json",
            "Content-Length: 12",
        ]
        .map(str::to_owned)
        .to_vec();
        lines.push(format!("X-Likhit-Token: {}", run.token.digits()));
        change(&mut lines);
        understand(&lines.join("\r\n"), &run).map(|(_, length)| length).map_err(|response| response.status)
    }

    #[test]
    fn only_the_page_of_this_run_may_change_files() {
        let without = |name: &'static str| posted(move |lines| lines.retain(|line| !line.starts_with(name)));
        let with = |line: &'static str| posted(move |lines| lines.push(line.to_owned()));
        let instead = |name: &'static str, line: &'static str| {
            posted(move |lines| {
                lines.retain(|line| !line.starts_with(name));
                lines.push(line.to_owned());
            })
        };
        assert_eq!(posted(|_| ()), Ok(12));
        assert_eq!(with("Sec-Fetch-Site: same-origin"), Ok(12));
        for name in ["Origin", "X-Likhit-Token", "Host"] {
            assert_eq!(without(name), Err("403 Forbidden"), "{name}");
        }
        assert_eq!(instead("X-Likhit-Token", "X-Likhit-Token: 0123456789abcdef"), Err("403 Forbidden"));
        assert_eq!(with("X-Likhit-Token: 0123456789abcdef"), Err("403 Forbidden"), "one of two is right");
        assert_eq!(with("Origin: http://127.0.0.1:8640"), Err("403 Forbidden"), "twice");
        for line in ["Origin: http://localhost:8640", "Origin: null", "Origin: http://evil.example", "Origin:"] {
            assert_eq!(instead("Origin", line), Err("403 Forbidden"), "{line}");
        }
        for site in ["Sec-Fetch-Site: none", "Sec-Fetch-Site: same-site", "Sec-Fetch-Site: cross-site"] {
            assert_eq!(with(site), Err("403 Forbidden"), "{site}");
        }
        let form = posted(|lines| {
            let navigates = ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"];
            lines.extend(navigates.map(str::to_owned));
        });
        assert_eq!(form, Err("403 Forbidden"));
    }

    #[test]
    fn a_body_has_one_type_and_one_length() {
        let instead = |name: &'static str, line: &'static str| {
            posted(move |lines| {
                lines.retain(|line| !line.starts_with(name));
                lines.push(line.to_owned());
            })
        };
        for kind in ["X: y", "Content-Type: text/plain", "Content-Type: application/yaml", "Content-Type:"] {
            assert_eq!(instead("Content-Type", kind), Err("415 Unsupported Media Type"), "{kind}");
        }
        assert_eq!(instead("Content-Length", "X: y"), Err("411 Length Required"));
        assert_eq!(instead("Content-Length", "Content-Length: 1048576"), Ok(MAX_BODY));
        for length in ["1048577", "99999999999999999999999999"] {
            let posted = posted(move |lines| lines[4] = format!("Content-Length: {length}"));
            assert_eq!(posted, Err("413 Content Too Large"), "{length}");
        }
        for length in ["", "+12", "-1", "12, 12", "0x0c", "1 2", "१२"] {
            let posted = posted(move |lines| lines[4] = format!("Content-Length: {length}"));
            assert_eq!(posted, Err("400 Bad Request"), "{length}");
        }
        let with = |line: &'static str| posted(move |lines| lines.push(line.to_owned()));
        assert_eq!(with("Content-Length: 12"), Err("400 Bad Request"), "twice");
        assert_eq!(with("Transfer-Encoding: chunked"), Err("400 Bad Request"));
        assert_eq!(with("Transfer-Encoding: identity"), Err("400 Bad Request"));
    }
}
