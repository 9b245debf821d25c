//! The small part of HTTP/1.1 that a page for one person on this machine needs.
//!
//! Only `GET` is answered, each connection once, and only to a page that this program has sent: a
//! foreign site that a browser has open beside it, or one whose name was made to point to this
//! machine, gets nothing.

use std::fmt::Write as _;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::studio::{self, Method, Request};

/// The longest head of a request that is read.
const MAX_HEAD: usize = 8 << 10;

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
            head.push_str("Allow: GET\r\n");
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

/// Reads a request within this time, and refuses one that is not for this program's own page at `port`.
///
/// # Errors
///
/// The response to send; `None` if the connection is closed.
pub fn receive(stream: &mut TcpStream, port: u16, patience: Duration) -> Result<Request, Option<Response>> {
    let mut stream = Timed::of(stream, patience);
    let mut head = Vec::new();
    let mut piece = [0; 1024];
    let end = loop {
        if let Some(end) = head.windows(4).position(|bytes| bytes == b"\r\n\r\n") {
            break end;
        }
        if head.len() > MAX_HEAD {
            return Err(Some(Response::refused("431 Request Header Fields Too Large", "the request is too long")));
        }
        match stream.read(&mut piece) {
            Ok(0) | Err(_) => return Err(None),
            Ok(read) => head.extend_from_slice(&piece[..read]),
        }
    };
    let head = std::str::from_utf8(&head[..end])
        .map_err(|_| Some(Response::refused("400 Bad Request", "the request is not text")))?;
    understand(head, port).map_err(Some)
}

/// Understands the head of a request.
fn understand(head: &str, port: u16) -> Result<Request, Response> {
    let bad = || Response::refused("400 Bad Request", "the request cannot be understood");
    let mut lines = head.split("\r\n");
    let mut words = lines.next().unwrap_or_default().split(' ');
    let (Some(method), Some(target), Some("HTTP/1.1" | "HTTP/1.0"), None) =
        (words.next(), words.next(), words.next(), words.next())
    else {
        return Err(bad());
    };
    let mut headers = Vec::new();
    for line in lines {
        let (name, value) = line.split_once(':').ok_or_else(bad)?;
        headers.push((name.to_ascii_lowercase(), value.trim()));
    }
    if !is_own(&headers, port) {
        return Err(Response::refused("403 Forbidden", "only a browser on this machine can open this page"));
    }
    if method != "GET" {
        return Err(Response::refused("405 Method Not Allowed", "only GET requests are answered"));
    }
    Ok(Request::of(Method::Get, target, Vec::new()))
}

/// Whether a request comes from this program's page, or from the user who opens the page.
fn is_own(headers: &[(String, &str)], port: u16) -> bool {
    let all =
        |name: &str| headers.iter().filter(|(known, _)| known == name).map(|(_, value)| *value).collect::<Vec<_>>();
    let hosts = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    // A name that was made to point to this machine is not one of these (DNS rebinding).
    let [host] = all("host")[..] else { return false };
    if !hosts.iter().any(|own| own == host) {
        return false;
    }
    if !all("origin").into_iter().all(|origin| origin.strip_prefix("http://") == Some(host)) {
        return false;
    }
    // Browsers send the site that asks. A link on another site may open the page, but no other site may load a part of
    // it.
    let is_opened = all("sec-fetch-mode") == ["navigate"] && all("sec-fetch-dest") == ["document"];
    all("sec-fetch-site").into_iter().all(|site| matches!(site, "same-origin" | "none") || is_opened)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(lines: &[&str]) -> Result<Request, &'static str> {
        understand(&lines.join("\r\n"), 8640).map_err(|response| response.status)
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
        assert!(matches!(receive(&mut stream, 8640, Duration::from_millis(300)), Err(None)));
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
    fn what_is_not_understood_is_refused() {
        assert_eq!(answer(&["POST / HTTP/1.1", "Host: 127.0.0.1:8640"]), Err("405 Method Not Allowed"));
        for line in ["GET /", "GET / HTTP/2", "GET  / HTTP/1.1", "", "GET / HTTP/1.1 x"] {
            assert_eq!(answer(&[line, "Host: 127.0.0.1:8640"]), Err("400 Bad Request"), "{line}");
        }
    }
}
