//! Tells Cargo that the embedded folders belong to the program, so that a new file is seen.

fn main() {
    for folder in ["cases", "locales", "countries", "stationery", "fonts"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
