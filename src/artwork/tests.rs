//! What of a drawing becomes artwork, and what is refused.
