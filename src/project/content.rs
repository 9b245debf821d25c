//! The content of a file, with what was read of it.

use std::any::Any;
use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// The bytes of a file, and what was made of them so far. All projects that have the file share it.
pub struct Content {
    bytes: Cow<'static, [u8]>,
    /// At most one of each type.
    made: Mutex<Vec<Arc<dyn Any + Send + Sync>>>,
}

impl Content {
    pub fn of(bytes: Cow<'static, [u8]>) -> Arc<Self> {
        Arc::new(Self { bytes, made: Mutex::default() })
    }

    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes, if they are the program's own.
    pub fn lasting(&self) -> Option<&'static [u8]> {
        match self.bytes {
            Cow::Borrowed(bytes) => Some(bytes),
            Cow::Owned(_) => None,
        }
    }

    /// Whether the bytes are from the folder of the project, and not the program's.
    pub fn is_own(&self) -> bool {
        self.lasting().is_none()
    }

    /// What `read` makes of the bytes, made once for each type.
    pub fn once<T: Any + Send + Sync>(&self, read: impl FnOnce(&[u8]) -> T) -> Arc<T> {
        let known = || {
            let made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
            made.iter().find_map(|made| Arc::clone(made).downcast().ok())
        };
        if let Some(known) = known() {
            return known;
        }
        // Not while the lock is held, because it may read other files.
        let new = Arc::new(read(&self.bytes));
        // Of two threads that read at the same time, the result of the first is kept.
        known().unwrap_or_else(|| {
            self.made.lock().unwrap_or_else(PoisonError::into_inner).push(new.clone());
            new
        })
    }
}

impl PartialEq for Content {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other) || self.is_own() == other.is_own() && self.bytes == other.bytes
    }
}

impl Eq for Content {}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Content").field(&self.bytes).finish()
    }
}
