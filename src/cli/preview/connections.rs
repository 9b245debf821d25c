//! The connections of the preview: a bound on their number, with room for the next browser.
//!
//! When all places are taken, the connection that has waited longest for its request or its answer is closed. A browser
//! sends its request at once, so only clients that send it byte by byte, or not at all, are closed. Pages that are
//! open keep their connection.

use std::collections::VecDeque;
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How many connections are held at once: a browser opens about six, and each page keeps one.
const MAX_CONNECTIONS: usize = 64;

/// All connections.
#[derive(Default)]
pub struct Connections {
    open: Mutex<Open>,
}

#[derive(Default)]
struct Open {
    /// How many there are.
    count: usize,
    /// The number of the next one.
    next: u64,
    /// Those that have no answer yet, the oldest first.
    unanswered: VecDeque<(u64, TcpStream)>,
}

/// A connection that is counted for as long as it is there.
pub struct Connection {
    all: Arc<Connections>,
    number: u64,
}

impl Connections {
    /// Counts a new connection; `None` if all places are taken by open pages.
    pub fn enter(self: &Arc<Self>, stream: &TcpStream) -> Option<Connection> {
        let own = stream.try_clone().ok()?;
        let mut open = self.lock();
        if open.count >= MAX_CONNECTIONS {
            let (_, oldest) = open.unanswered.pop_front()?;
            // Its thread ends, because there is nothing to read or write any more.
            let _ = oldest.shutdown(Shutdown::Both);
        }
        open.count += 1;
        let number = open.next;
        open.next += 1;
        open.unanswered.push_back((number, own));
        Some(Connection { all: Arc::clone(self), number })
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Connection {
    /// Keeps the connection of a page, for as long as the page is open.
    pub fn keep(&self) {
        self.all.lock().unanswered.retain(|(number, _)| *number != self.number);
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.keep();
        self.all.lock().count -= 1;
    }
}
