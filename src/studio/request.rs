//! What a page asks the studio, and the answer.

use serde::Serialize;

use crate::finding::Findings;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Whether something is read or changed.
    pub method: Method,
    /// The path, without the query.
    pub path: String,
    /// The query after the question mark, by name.
    pub query: Vec<(String, String)>,
    /// What was sent with it.
    pub body: Vec<u8>,
}

/// Whether something is read or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Nothing is changed.
    Get,
    /// Something may be changed, or needs more than fits into an address.
    Post,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// The status, as in HTTP.
    pub status: Status,
    /// The type of the body, as in HTTP.
    pub kind: &'static str,
    /// The body.
    pub body: Vec<u8>,
    /// Files of the project that the host must keep, all or none of them.
    pub changes: Vec<Change>,
}

/// The status of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Here it is.
    Ok,
    /// The request cannot be understood.
    BadRequest,
    /// There is nothing of this name.
    NotFound,
    /// It cannot be done with the files as they are.
    Conflict,
}

/// A file of the project that is to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its path in the project.
    pub path: String,
    /// The bytes that it had; `None` if it is new.
    pub before: Option<Vec<u8>>,
    /// The bytes that it is to have.
    pub after: Vec<u8>,
}

impl Request {
    /// A request of a method and a target, such as `/view?case=kem-sokha`.
    pub fn of(method: Method, target: &str, body: Vec<u8>) -> Self {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let query = pairs.filter_map(|(name, value)| Some((name.to_owned(), decoded(value)?))).collect();
        Self { method, path: path.to_owned(), query, body }
    }

    /// The value of a name of the query.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The body as text; `None` if it is none.
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.body).ok()
    }
}

impl Response {
    /// The requested content.
    pub fn found(kind: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status: Status::Ok, kind, body: body.into(), changes: Vec::new() }
    }

    /// The requested data, as JSON.
    pub fn json(data: &impl Serialize) -> Self {
        Self::found_data(serde_json::to_vec(data).expect("it is plain text and numbers"))
    }

    /// Data that is JSON already.
    pub fn found_data(json: Vec<u8>) -> Self {
        Self::found("application/json", json)
    }

    /// The reasons why it cannot be done.
    pub fn conflict(findings: &Findings) -> Self {
        Self { status: Status::Conflict, ..Self::json(&Refused { findings }) }
    }

    /// The reason why it is refused, in a sentence.
    pub fn refused(status: Status, why: &str) -> Self {
        let body = format!("{why}\n").into_bytes();
        Self { status, kind: "text/plain; charset=utf-8", body, changes: Vec::new() }
    }
}

impl Status {
    /// Its number and name in HTTP.
    pub fn of_http(self) -> &'static str {
        match self {
            Self::Ok => "200 OK",
            Self::BadRequest => "400 Bad Request",
            Self::NotFound => "404 Not Found",
            Self::Conflict => "409 Conflict",
        }
    }
}

/// Why something cannot be done.
#[derive(Serialize)]
struct Refused<'a> {
    findings: &'a Findings,
}

/// A value of a query without the escapes of addresses; `None` if it is not UTF-8, or an escape is broken.
fn decoded(value: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        bytes.push(match first {
            b'%' => {
                let (digits, after) = after.split_at_checked(2)?;
                rest = after;
                u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?
            }
            b'+' => b' ',
            other => *other,
        });
    }
    String::from_utf8(bytes).ok()
}
