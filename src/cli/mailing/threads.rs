//! The first pass over a list, shared by several threads.

use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::panic::resume_unwind;
use std::thread;

use crate::mailing::{OnBadRow, RowReader, Survey, Surveyor};

/// How many rows a thread takes at a time.
const PART: usize = 64;

/// The number of threads: the requested number, or one per core.
pub fn jobs(asked: Option<NonZeroUsize>) -> usize {
    asked.map_or_else(|| thread::available_parallelism().map_or(1, NonZeroUsize::get), NonZeroUsize::get)
}

/// Reads, sets and counts all rows, by `jobs` threads; `tick` is called for each row.
pub fn survey(reader: &RowReader, on_bad_row: OnBadRow, jobs: usize, tick: &dyn Fn()) -> Survey {
    survey_with(reader, Surveyor::new(reader, on_bad_row), jobs, tick)
}

/// Like [`survey`], with a surveyor that may know the people of earlier lists.
pub fn survey_with(reader: &RowReader, mut surveyor: Surveyor, jobs: usize, tick: &dyn Fn()) -> Survey {
    in_rounds(
        reader.list.rows(),
        jobs,
        |row| reader.read(*row),
        |read| {
            tick();
            surveyor.take(read)
        },
    );
    surveyor.survey()
}

/// Lets `jobs` threads work at the items, and hands over what they made in the items' order.
fn in_rounds<T: Sync, R: Send>(
    items: &[T],
    jobs: usize,
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(R) -> ControlFlow<()>,
) {
    for round in items.chunks(jobs * PART) {
        let made: Vec<R> = thread::scope(|scope| {
            let work = &work;
            let threads: Vec<_> =
                round.chunks(PART).map(|part| scope.spawn(move || part.iter().map(work).collect::<Vec<R>>())).collect();
            threads.into_iter().flat_map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
        });
        for made in made {
            if take(made).is_break() {
                return;
            }
        }
    }
}
