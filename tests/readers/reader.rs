//! The readers from outside: how each is called, and how it is got where it is missing.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::compare::Order;

/// A program that takes the text out of a PDF.
pub struct Reader {
    /// Its name in the report.
    pub name: &'static str,
    /// How to install it, if it is missing.
    pub install: &'static str,
    /// How much of the order of a page it keeps.
    pub order: Order,
    program: OsString,
    /// The arguments that print its version.
    version: Vec<OsString>,
    /// The arguments before the name of the PDF.
    before: Vec<OsString>,
    /// The arguments after it.
    after: Vec<OsString>,
    /// The remark that it always makes, for every PDF.
    remark: &'static str,
}

/// Every reader of this test, even if this machine does not have it.
///
/// `LIKHIT_PYTHON`, `LIKHIT_NODE` and `LIKHIT_PDFJS` (the folder of the package pdfjs-dist) say where pdfium and pdf.js
/// are; without these, they are expected where `.ci/run` puts them.
pub fn all() -> Vec<Reader> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let scripts = root.join("tests/readers");
    let python = python();
    let node = place("LIKHIT_NODE", PathBuf::from("node"));
    let pdfjs = place("LIKHIT_PDFJS", root.join("target/ci/readers/node_modules/pdfjs-dist"));
    let pdfium_script = scripts.join("pdfium.py").into_os_string();
    let pdfjs_script = scripts.join("pdfjs.mjs").into_os_string();
    let pypdf_script = scripts.join("read_pypdf.py").into_os_string();
    let jars = ["pdfbox2", "fontbox2", "commons-logging"].map(|jar| format!("/usr/share/java/{jar}.jar")).join(":");
    let pdfbox: Vec<OsString> = ["-XX:TieredStopAtLevel=1", "-cp", &jars]
        .into_iter()
        .map(OsString::from)
        .chain([scripts.join("PdfBox.java").into_os_string()])
        .collect();

    let poppler = |name, order, options: &[&str]| Reader {
        name,
        install: "apt-get install poppler-utils",
        order,
        program: "pdftotext".into(),
        version: vec!["-v".into()],
        before: [&["-enc", "UTF-8"], options].concat().into_iter().map(OsString::from).collect(),
        after: vec!["-".into()],
        remark: "",
    };
    vec![
        poppler("poppler", Order::ByPlace, &[]),
        poppler("poppler -raw", Order::AsSet, &["-raw"]),
        Reader {
            name: "mupdf",
            install: "apt-get install mupdf-tools",
            order: Order::AsSet,
            program: "mutool".into(),
            version: vec!["-v".into()],
            before: ["draw", "-q", "-F", "text"].into_iter().map(OsString::from).collect(),
            after: vec![],
            remark: "warning: ICC support is not available",
        },
        Reader {
            name: "pdfium",
            install: "pip install pypdfium2; LIKHIT_PYTHON names the python that has it",
            order: Order::AsSet,
            program: python.clone(),
            version: vec![pdfium_script.clone(), "--version".into()],
            before: vec![pdfium_script],
            after: vec![],
            remark: "",
        },
        Reader {
            name: "pdf.js",
            install: "npm install pdfjs-dist; LIKHIT_PDFJS names the folder node_modules/pdfjs-dist",
            order: Order::AsSet,
            program: node,
            version: vec![pdfjs_script.clone(), pdfjs.clone(), "--version".into()],
            before: vec![pdfjs_script, pdfjs],
            after: vec![],
            remark: "",
        },
        Reader {
            name: "PDFBox",
            install: "apt-get install libpdfbox2-java default-jdk-headless",
            order: Order::AsSet,
            program: "java".into(),
            version: [&pdfbox[..], &["--version".into()]].concat(),
            before: pdfbox,
            after: vec![],
            remark: "",
        },
        Reader {
            name: "pypdf",
            install: "pip install pypdf; LIKHIT_PYTHON names the python that has it",
            order: Order::AsSet,
            program: python,
            version: vec![pypdf_script.clone(), "--version".into()],
            before: vec![pypdf_script],
            after: vec![],
            remark: "",
        },
    ]
}

/// The python that has pdfium and pypdf.
pub fn python() -> OsString {
    let venv = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/ci/venv/bin/python");
    place("LIKHIT_PYTHON", if venv.exists() { venv } else { PathBuf::from("python3") })
}

fn place(variable: &str, otherwise: PathBuf) -> OsString {
    env::var_os(variable).unwrap_or_else(|| otherwise.into_os_string())
}

impl Reader {
    /// The version, if the reader is on this machine.
    ///
    /// # Errors
    ///
    /// Why it cannot be called.
    pub fn version(&self) -> Result<String, String> {
        let output = self.call(Command::new(&self.program).args(&self.version))?;
        // pdftotext and mutool speak of themselves on the standard error.
        let said = [output.stdout, output.stderr].map(|said| String::from_utf8_lossy(&said).into_owned()).concat();
        Ok(said.lines().next().unwrap_or("version unknown").to_owned())
    }

    /// The text of a PDF, its pages ended by U+000C.
    ///
    /// # Errors
    ///
    /// The error message of the reader.
    pub fn read(&self, pdf: &Path) -> Result<String, String> {
        let output = self.call(Command::new(&self.program).args(&self.before).arg(pdf).args(&self.after))?;
        // Nothing is wrong with a good PDF: a reader that grumbles has found something.
        let said = String::from_utf8_lossy(&output.stderr);
        if let Some(complaint) = said.lines().find(|line| !line.trim().is_empty() && *line != self.remark) {
            return Err(format!("it complains: {complaint}"));
        }
        String::from_utf8(output.stdout).map_err(|error| format!("its text is no UTF-8: {error}"))
    }

    fn call(&self, command: &mut Command) -> Result<Output, String> {
        let output = command.output().map_err(|error| format!("{}: {error}", self.program.display()))?;
        if output.status.success() {
            return Ok(output);
        }
        let complaint = String::from_utf8_lossy(&output.stderr);
        let last = complaint.trim().lines().last().unwrap_or("it said nothing");
        Err(format!("{} failed ({}): {last}", self.program.display(), output.status))
    }
}
