//! The library as a WebAssembly module: requests and answers as bytes in its memory.
//!
//! The caller asks [`alloc`] for room, writes the request there, and calls [`answer`]. It reads the answer at the place
//! that this returns, and gives the place to [`free`].
//!
//! A request is a line such as `GET /view?case=kem-sokha`, ended by a line feed, and a body. An answer is the line
//! `STATUS LENGTH TYPE`, the body of that length, and for each file that is to be kept the line `LENGTH PATH` and its
//! content.

use std::cell::RefCell;

use likhit::studio::{self, Method, Request, Response, Studio};
use likhit::{Date, Project};

thread_local! {
    static STUDIO: RefCell<Option<Studio>> = const { RefCell::new(None) };
}

/// Sets the day of today. It must be called before the first request; later calls change the day.
#[unsafe(no_mangle)]
pub extern "C" fn set_today(year: i16, month: i8, day: i8) {
    let today = Date::new(year, month, day).expect("the caller gives a day of the calendar");
    STUDIO.with_borrow_mut(|studio| match studio {
        Some(studio) => studio.set_today(today),
        None => *studio = Some(Studio::of(Project::embedded(), today)),
    });
}

/// Room for a request of `length` bytes. [`answer`] gives it back.
#[unsafe(no_mangle)]
pub extern "C" fn alloc(length: usize) -> *mut u8 {
    Box::into_raw(vec![0_u8; length].into_boxed_slice()).cast()
}

/// Answers the request of `length` bytes at `start`: the place of the answer's address and length, for [`free`].
///
/// # Safety
///
/// `start` must be from a call of [`alloc`] with the same length, and may be given only once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn answer(start: *mut u8, length: usize) -> *mut Answer {
    // SAFETY: the caller promises that `alloc` made a boxed slice of this length here, and that nobody else has it.
    let request = unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(start, length)) };
    let bytes = STUDIO.with_borrow_mut(|studio| {
        let studio = studio.as_mut().expect("the caller sets the day first");
        written(studio, &request)
    });
    let bytes = bytes.into_boxed_slice();
    Box::into_raw(Box::new(Answer { start: bytes.as_ptr(), length: bytes.len(), _bytes: bytes }))
}

/// Gives an answer's memory back.
///
/// # Safety
///
/// `answer` must be from a call of [`answer`], and may be given only once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn free(answer: *mut Answer) {
    // SAFETY: the caller promises that `answer` made this box, and that nobody else has it.
    drop(unsafe { Box::from_raw(answer) });
}

/// Where the bytes of an answer are.
#[repr(C)]
pub struct Answer {
    start: *const u8,
    length: usize,
    _bytes: Box<[u8]>,
}

/// The answer to a request, as bytes. Files that it changes are changed in the studio at once.
fn written(studio: &mut Studio, request: &[u8]) -> Vec<u8> {
    let end = request.iter().position(|byte| *byte == b'\n').expect("a request begins with a line");
    let line = std::str::from_utf8(&request[..end]).expect("the line is text");
    let (method, target) = line.split_once(' ').expect("the line has a method and a target");
    let method = if method == "POST" { Method::Post } else { Method::Get };
    let response = studio::answer(studio, &Request::of(method, target, request[end + 1..].to_vec()));
    let Response { status, kind, body, changes } = response;
    let mut bytes = format!("{} {} {kind}\n", &status.of_http()[..3], body.len()).into_bytes();
    bytes.extend(body);
    for change in &changes {
        bytes.extend(format!("{} {}\n", change.after.len(), change.path).into_bytes());
        bytes.extend(&change.after);
    }
    if !changes.is_empty() {
        let files = changes.into_iter().map(|change| (change.path, change.after));
        let _ = studio.put(Ok(Project::clone(studio.project()).with(files)));
    }
    bytes
}
