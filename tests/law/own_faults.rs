//! Our own faults, in messages that letters use: mistakes of translators, editors and old files. Printing must report
//! the same as `check`.

use super::harness::{Project, assert_kept, bundled_text, in_threads};
use super::judge::{CASE, EN_LETTER, Fault, breaches, judge, options};
use crate::check::planted::{CASE as CASE_FILE, Change, EN, FR, FR_LETTER, KM, KM_LETTER};

const fn fault(name: &'static str, changes: &'static [Change]) -> Fault {
    Fault { name, changes, alone: false }
}

/// A fault that may reach beyond its message.
const fn far(name: &'static str, changes: &'static [Change]) -> Fault {
    Fault { name, changes, alone: true }
}

/// Characters and words that should not be there.
const WORDS: &[Fault] = &[
    // typos: off
    fault(
        "UTF-8 read as Windows-1252, in French",
        &[(FR, "Je vous écris pour", "FranÃ§ois et moi, nous vous Ã©crivons pour")],
    ),
    fault("UTF-8 read as Latin-1, in French", &[(FR, "Depuis le {", "AprÃ\u{a8}s le {")]),
    fault("UTF-8 read as Windows-1252 twice", &[(FR, "J’ai la conviction", "Jâ€™ai la conviction")]),
    fault("Khmer read as Windows-1252", &[(KM, "ក្នុងរឿងនេះ។", "áž€áŸ’áž“áž»áž„រឿងនេះ។")]),
    fault("Khmer read as Latin-1", &[(KM, "= ខ្ញុំជឿថា", "= á\u{9e}\u{81}á\u{9f}\u{92}á\u{9e}\u{89}ថា")]),
    fault("a lost letter in English", &[(EN, "out of deep concern", "out of d\u{FFFD}ep concern")]),
    fault("a lost letter in Khmer", &[(KM, "= ខ្ញុំសរសេរលិខិតនេះ", "= ខ្ញុំសរសេរលិខិត\u{FFFD}នេះ")]),
    fault("a lost letter in French", &[(FR, "souffre de graves problèmes", "souffre de graves probl\u{FFFD}mes")]),
    fault(
        "Khmer of a legacy font, a whole message",
        &[(
            KM,
            "\ndemands = ខ្ញុំសូមអំពាវនាវដោយគោរពចំពោះ{ $you } និងអាជ្ញាធរកម្ពុជា៖",
            "\ndemands = kñúMsUmeKarBCUnÉk]tþm nigGaC£aFrkm<úCa³",
        )],
    ),
    fault("Khmer of a legacy font, in Khmer", &[(KM, "= ខ្ញុំនឹងមានអំណរគុណ", "= kñúMsUmeKarBCUnÉk]tþm ខ្ញុំនឹងមានអំណរគុណ")]),
    fault("a place of a template", &[(EN, "I should be grateful", "I, $list, should be grateful")]),
    fault("a note to fill in", &[(EN, "I believe that he is", "I believe that TODO [NAME] is")]),
    fault("a note to fill in, in French", &[(FR, "Je vous saurais gré", "[NOM À COMPLÉTER] Je vous saurais gré")]),
    fault("a note in Khmer", &[(KM, "= ចាប់តាំងពី{ $detention-ordered }", "= TODO ចាប់តាំងពី{ $detention-ordered }")]),
    fault("three crosses for a name", &[(EN, "pending his release, to give", "pending the release of XXX, to give")]),
    fault(
        "filler text",
        &[(EN, "to ensure that all political", "Lorem ipsum dolor sit amet, to ensure that all political")],
    ),
    fault("a tag for a line break", &[(EN, "has serious health concerns", "has serious<br>health concerns")]),
    fault("a tag around Khmer", &[(KM, "= ក្នុងពេលរង់ចាំ", "= <b>ក្នុងពេល</b>រង់ចាំ")]),
    fault("an entity", &[(EN, "Since { $detention-ordered } he", "Since { $detention-ordered }&nbsp;he")]),
    fault("an entity in French", &[(FR, "de veiller à ce que tous", "de veiller &agrave; ce que tous")]),
    fault("a number of an entity", &[(KM, "= ឱ្យធានាថា", "= &#6017;ឱ្យធានាថា")]),
    fault("a place of C", &[(EN, "I respectfully call on you", "%s respectfully calls on you")]),
    fault("a place of C with a number", &[(FR, "dans l’attente de sa libération", "dans l’attente de %1$s")]),
    fault(
        "two braces",
        &[(EN, "to immediately and unconditionally", "to {\"{\"}{\"{\"} x {\"}\"}{\"}\"} and unconditionally")],
    ),
    fault(
        "a dollar and braces",
        &[(FR, "Je vous demande respectueusement", "${\"{\"}nom{\"}\"} vous demande respectueusement")],
    ),
    fault("a merge field", &[(KM, "= ឱ្យដោះលែងភ្លាមៗ", "= «ឈ្មោះ» {\"{\"}{\"{\"}name{\"}\"}{\"}\"} ឱ្យដោះលែងភ្លាមៗ")]),
    fault("an escape", &[(EN, "It reads as follows.", "It reads as follows.\\nSincerely")]),
    fault(
        "an escape of a quotation mark",
        &[(EN, "the peaceful exercise of his human rights", "the \\\"peaceful\\\" exercise of his human rights")],
    ),
    fault("a control of direction", &[(EN, "in this matter.", "in \u{202E}this matter.")]),
    fault("a control of direction in Khmer", &[(KM, "ឆ្លើយតបអំពី", "ឆ្លើយ\u{202E}តបអំពី")]),
    fault("an isolate that is not closed", &[(FR, "le { $arrested } et", "le \u{2067}{ $arrested } et")]),
    fault("a zero width no-break space", &[(KM, "មុនការបោះឆ្នោតសកល", "មុន\u{FEFF}ការបោះឆ្នោតសកល")]),
    fault("a zero width no-break space in English", &[(EN, "general elections", "general\u{FEFF}elections")]),
    fault("a character of private use", &[(EN, "family and any necessary", "\u{E001}family and any necessary")]),
    fault("a character of private use in Khmer", &[(KM, "គ្រូពេទ្យបានព្យាបាល", "\u{F0D8}គ្រូពេទ្យបានព្យាបាល")]),
    fault("a null", &[(EN, "meet him, and their", "meet him,\u{0} and their")]),
    fault("a form feed", &[(FR, "avocats sont contrôlés", "avocats\u{C}sont contrôlés")]),
    fault("a code point that is not a character", &[(FR, "jusqu’à { $years }", "jusqu\u{FFFE}à { $years }")]),
    // What is not translated, or into another language.
    fault(
        "a paragraph that is not translated",
        &[(
            FR,
            "J’ai la conviction qu’il est détenu uniquement pour avoir exercé pacifiquement ses droits\n    humains, à l’approche des élections générales prévues le",
            "I believe that he is held solely for the peaceful exercise of his human rights, ahead of the\n    general elections scheduled for",
        )],
    ),
    fault(
        "a paragraph that is half translated",
        &[(KM, "= ក្នុងពេលរង់ចាំការដោះលែង", "= Pending his release, to give him unrestricted access ក្នុងពេលរង់ចាំការដោះលែង")],
    ),
    fault("a French sentence in Khmer", &[(KM, "ក្នុងរឿងនេះ។", "ក្នុងរឿងនេះ។ Je vous saurais gré de me répondre.")]),
    fault(
        "a German sentence in English",
        &[(EN, "in this matter.", "in this matter. Ich wäre Ihnen für eine Antwort sehr dankbar.")],
    ),
    fault("Thai in Khmer", &[(KM, "= ខ្ញុំជឿថា", "= ข้าพเจ้าเชื่อว่า")]),
    fault("Lao in Khmer", &[(KM, "= ខ្ញុំសូមអំពាវនាវ", "= ຂ້ອຍខ្ញុំសូមអំពាវនាវ")]),
    fault("a Cyrillic letter in an English word", &[(EN, "Other visitors have", "Other visit\u{43E}rs have")]),
    fault("a Greek letter in a French word", &[(FR, "accès sans restriction", "acc\u{3AD}s sans restriction")]),
    fault("a Cyrillic word in French", &[(FR, "les militants politiques", "les militants политические")]),
    fault("a fullwidth letter", &[(EN, "freedom of expression", "\u{FF46}reedom of expression")]),
    // typos: on
];

/// Khmer that looks right, and is not.
const KHMER: &[Fault] = &[
    // typos: off
    fault("a coeng at the end", &[(KM, "ក្នុងរឿងនេះ។", "ក្នុងរឿងនេះ\u{17D2}។")]),
    fault("a coeng before a space", &[(KM, "= ខ្ញុំសរសេរលិខិតនេះ", "= ខ្ញុំសរសេរលិខិត\u{17D2} នេះ")]),
    fault("a vowel after a space", &[(KM, "= ខ្ញុំជឿថា", "= ខ្ញុំ \u{17B6}ជឿថា")]),
    fault("a sign after a Latin letter", &[(KM, "(CNRP)", "(CNRP\u{17C6})")]),
    fault("a coeng of RO first", &[(KM, "ព្រហ្មទណ្ឌណាមួយ", "\u{1796}\u{17D2}\u{179A}ហ្មទណ្ឌ ស្រ\u{17D2}តីណាមួយ")]),
    fault("a vowel twice", &[(KM, "= ក្នុងពេលរង់ចាំ", "= ក្នុ\u{17BB}ងពេលរង់ចាំ")]),
    fault("a sign twice", &[(KM, "= ខ្ញុំនឹងមាន", "= ខ្ញុំ\u{17C6}នឹងមាន")]),
    fault("a vowel in two halves", &[(KM, "= ឱ្យធានាថា", "= ឱ្យធានាថា គ\u{17C1}\u{17B6}")]),
    fault("a vowel of two halves that fit nothing", &[(KM, "គ្រួសាររបស់លោក", "គ\u{17C1}\u{17C2}រួសាររបស់លោក")]),
    fault("a deprecated vowel", &[(KM, "ដោយសន្តិវិធី។", "ដោយ\u{17B4}សន្តិវិធី។")]),
    fault("digits of two kinds in a number", &[(KM, "កែប្រែទី៣", "កែប្រែទី៣3")]),
    fault("a line between two parts of a cluster", &[(KM, "ជួបមេធាវី", "ជួបម\u{200B}េធាវី")]),
    // typos: on
];

/// Facts that are others, or not there.
const FACTS: &[Fault] = &[
    // typos: off
    fault("another article in place of the fact", &[(FR, "l’article{\"\\u00A0\"}{ $article } du", "l’article 44 du")]),
    fault("another article in place of the fact, in Khmer", &[(KM, "តាមមាត្រា { $article } នៃ", "តាមមាត្រា ៤៤ នៃ")]),
    fault(
        "another number in a name",
        &[(FR, "correctionnel{\"\\u00A0\"}3 (CC3)", "correctionnel{\"\\u00A0\"}8 (CC8)")],
    ),
    fault(
        "another year",
        &[(EN, "in this matter.", "in this matter since 2017."), (KM, "ក្នុងរឿងនេះ។", "ក្នុងរឿងនេះ ចាប់តាំងពីឆ្នាំ២០១៨។")],
    ),
    fault(
        "another telephone number",
        &[
            (EN, "in this matter.", "in this matter. My number is +44 20 8451 7997."),
            (FR, "à ce sujet.", "à ce sujet. Mon numéro est le +44 20 8451 7979."),
        ],
    ),
    fault(
        "another web address",
        &[
            (EN, "access.\n\n# $election", "access. See https://www.example.org/kem-sokha.\n\n# $election"),
            (KM, "ចូលសួរសុខទុក្ខលោកទេ។", "ចូលសួរសុខទុក្ខលោកទេ។ https://www.example.net/kem-sokha។"),
        ],
    ),
    fault(
        "another e-mail address",
        &[
            (EN, "access.\n\n# $election", "access. Write to office@example.org.\n\n# $election"),
            (FR, "vu refuser l’accès.", "vu refuser l’accès. Écrivez à ofice@example.org."),
        ],
    ),
    fault("a fact that is dropped", &[(FR, "prévues le { $election }", "prévues bientôt")]),
    fault("a fact that is dropped, in Khmer", &[(KM, "ដែលគ្រោងធ្វើនៅ{ $election }", "ដែលគ្រោងធ្វើ")]),
    fault("a fact that is misspelt", &[(EN, "scheduled for { $election }", "scheduled for { $elections }")]),
    fault("a fact that is misspelt, in Khmer", &[(KM, "នៅ{ $bail-denied }", "នៅ{ $bail_denied }")]),
    fault("a fact in place of another", &[(FR, "Le { $bail-denied }, la Cour", "Le { $detention-ordered }, la Cour")]),
    fault("a message that is not there", &[(EN, "deep concern for { person }", "deep concern for { prisoner }")]),
    fault("a term that is not there", &[(KM, "ភ្លាមៗ និងដោយគ្មានលក្ខខណ្ឌ នូវ", "{ -now } និងដោយគ្មានលក្ខខណ្ឌ នូវ")]),
    fault("an attribute that is not there", &[(FR, "de libérer { person }", "de libérer { person.name }")]),
    fault(
        "a term without its argument",
        &[(EN, "I believe that he is", "I believe that { -he } is"), (EN, "", "\n-he = { $who }\n")],
    ),
    fault(
        "a term with an argument of no name",
        &[(EN, "Other visitors have", "{ -others(\"visitors\") } have"), (EN, "", "\n-others = Other { $who }\n")],
    ),
    fault(
        "a function for numbers that is unknown",
        &[(EN, "up to { $years } years", "up to { PLURAL($years) } years")],
    ),
    fault("a function for numbers", &[(FR, "jusqu’à { $years }", "jusqu’à { NUMBER($years) }")]),
    fault("a function for dates", &[(EN, "On { $bail-denied } the", "On { DATETIME($bail-denied) } the")]),
    fault("a number in braces", &[(EN, "yet in more\n    than three months", "yet in more\n    than { 1.50 } months")]),
    fault("a large number in braces", &[(FR, "en plus de trois mois", "en plus de { 1000000 } mois")]),
    fault("a word joined to a fact", &[(EN, "On { $bail-denied } the", "On{ $bail-denied }the")]),
    fault("another month", &[(FR_LETTER, "month-9 = septembre", "month-9 = octobre")]),
    fault("a month of the source", &[(FR_LETTER, "month-7 = juillet", "month-7 = July")]),
    fault("another month in Khmer", &[(KM_LETTER, "month-9 = កញ្ញា", "month-9 = តុលា")]),
    fault(
        "a date without its day",
        &[(EN_LETTER, "date = { $day }{\"\\u00A0\"}{ $month } { $year }", "date = { $month } { $year }")],
    ),
    fault("a name of another", &[(KM, "person = កឹម សុខា", "person = ហ៊ុន សែន")]),
    fault("a recipient's name of another", &[(FR, ".name = Hun Sen", ".name = Prak Sokhonn")]),
    far(
        "a name that must not be said",
        &[
            (CASE_FILE, "do_not_mention: []", "do_not_mention: [Mao Sokny]"),
            (EN, "in this matter.", "in this matter, as Mao Sokny asks."),
        ],
    ),
    far(
        "a name that must not be said, in capitals",
        &[
            (CASE_FILE, "do_not_mention: []", "do_not_mention: [Mao Sokny]"),
            (FR, "à ce sujet.", "à ce sujet, avec MAO SOKNY."),
        ],
    ),
    // typos: on
];

/// Broken Fluent, or Fluent that does not mean what was intended.
const SYNTAX: &[Fault] = &[
    // typos: off
    far("a message of itself", &[(EN, "I believe that he is", "I believe that { context } is")]),
    far(
        "two messages of each other",
        &[(FR, "\ndemands = ", "\ndemands = { reply } "), (FR, "\nreply = ", "\nreply = { demands } ")],
    ),
    far(
        "no default variant",
        &[(
            EN,
            "up to { $years } years",
            "up to { $years ->\n        [one] one year\n        [other] { $years } years\n    }",
        )],
    ),
    far("a message twice", &[(EN, "", "\nreply = Please answer.\n")]),
    far("a message twice, the same", &[(FR, "", "\ncontext = Il est détenu.\n")]),
    far("an attribute twice", &[(EN, "    .name = Hun Sen\n", "    .name = Hun Sen\n    .name = Samdech\n")]),
    far("a term and a message of one name", &[(EN, "", "\n-reply = Please answer.\n")]),
    far("a message that is not there", &[(FR, "\nparty = Parti du sauvetage national du Cambodge\n", "\n")]),
    far(
        "a message of an empty text",
        &[(EN, "reply = I should be grateful to hear from you what steps are taken in this matter.", "reply = {\"\"}")],
    ),
    far("a message of blanks", &[(KM, "\nparty = គណបក្សសង្គ្រោះជាតិ", "\nparty = {\" \"}")]),
    far(
        "a message of an attribute only",
        &[(
            FR,
            "reply = Je vous saurais gré de me faire connaître les mesures qui seront prises à ce sujet.",
            "reply =\n    .text = Je vous saurais gré de me répondre.",
        )],
    ),
    far("an indented message", &[(EN, "\ndemands = I", "\n    demands = I")]),
    far("an indented message after a text", &[(KM, "\nparty = គណបក្សសង្គ្រោះជាតិ\n", "\n    party = គណបក្សសង្គ្រោះជាតិ\n")]),
    far("a tab before a line", &[(FR, "    J’ai la conviction", "\tJ’ai la conviction")]),
    far("a line at the margin", &[(FR, "    humains, à l’approche", "humains, à l’approche")]),
    far(
        "a line at the margin that looks like a message",
        &[(EN, "    Since { $detention-ordered }", "since = { $detention-ordered }")],
    ),
    far("a brace that is not closed", &[(FR, "prévues le { $election }", "prévues le { $election")]),
    far("a brace that is not opened", &[(EN, "in this matter.", "in this matter }.")]),
    far("curly quotes in braces", &[(FR, "l’article{\"\\u00A0\"}{", "l’article{“\\u00A0”}{")]),
    far("French quotes in braces", &[(FR, "correctionnel{\"\\u00A0\"}3", "correctionnel{«\\u00A0»}3")]),
    far("a variable that is translated", &[(FR, "{ $arrested } et", "{ $arrêté } et")]),
    far("a message that is translated", &[(FR, "\nreply = ", "\nréponse = ")]),
    far("a variable without its sign", &[(FR, "jusqu’à { $years }", "jusqu’à { years }")]),
    far(
        "two texts of version control",
        &[(EN, "\nreply = I should", "\n<<<<<<< HEAD\nreply = Please answer.\n=======\nreply = I should")],
    ),
    far(
        "two texts of version control in a text",
        &[(FR, "    humains, à l’approche", "<<<<<<< HEAD\n    humains, à l’approche")],
    ),
    far("a bullet", &[(EN, "    pending his release", "    * pending his release")]),
    far("a bracket at the beginning of a line", &[(EN, "    (CC3) in Tbong", "    [CC3] in Tbong")]),
    far("a colon for the equals sign", &[(EN, "\nparty = ", "\nparty: ")]),
    far("a fullwidth equals sign", &[(KM, "\nparty = ", "\nparty ＝ ")]),
    far("a blank of another kind as indent", &[(EN, "    I believe that he", "\u{A0}\u{A0}I believe that he")]),
    far(
        "a closing of two paragraphs",
        &[(EN_LETTER, "closing = Yours respectfully,", "closing =\n    Yours\n\n    respectfully,")],
    ),
    far("a closing that is a comment", &[(EN_LETTER, "\nclosing = Yours", "\n# closing = Yours")]),
    far(
        "a salutation that is not there",
        &[(FR_LETTER, "salutation-your-excellency =", "salutation-your-exellency =")],
    ),
    far("a date that refers to nothing", &[(EN_LETTER, "{\"\\u00A0\"}{ $month } { $year }", " { $moon } { $year }")]),
    // typos: on
];

#[test]
fn the_tables_are_large_enough() {
    let count = [WORDS, KHMER, FACTS, SYNTAX].iter().map(|table| table.len()).sum::<usize>();
    assert!(count >= 60, "{count}");
}

#[test]
fn faults_of_words_are_refused() {
    assert_kept("faults of words", judge(WORDS, &["letters", "text", "mailing"]));
}

#[test]
fn faults_of_khmer_are_refused() {
    assert_kept("faults of Khmer", judge(KHMER, &["letters", "fax", "mailing"]));
}

#[test]
fn faults_of_facts_are_refused() {
    assert_kept("faults of facts", judge(FACTS, &["letters", "text", "sheet"]));
}

#[test]
fn faults_of_syntax_are_refused() {
    assert_kept("faults of syntax", judge(SYNTAX, &["letters", "mailing"]));
}

#[test]
fn other_encodings_and_line_ends_are_refused() {
    let text = bundled_text(FR);
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let latin1: Vec<u8> = text.chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect();
    let macintosh = text.replace('\n', "\r").into_bytes();
    let cut_off = text.as_bytes()[..=text.find('é').expect("French has accents")].to_vec();
    let files = [("UTF-16", utf16), ("Latin-1", latin1), ("line ends CR", macintosh), ("cut off in a letter", cut_off)];
    let judged = in_threads(&files, |(name, bytes)| {
        let project = Project::bundled();
        project.write(FR, bytes);
        (*name, breaches(&project, &["fr"], &["letters", "text", "fax", "sheet", "mailing"]))
    });
    assert_kept("other encodings", judged);
}

/// A `check` that finds nothing would also satisfy the law about errors.
#[test]
fn check_finds_most_of_these_faults() {
    let faults: Vec<&Fault> = [WORDS, KHMER, FACTS].into_iter().flatten().step_by(4).collect();
    let found = in_threads(&faults, |fault| {
        let project = Project::changed(fault.changes);
        (fault.name, project.check(CASE, &options(&["en", "fr", "km"])).code == 1)
    });
    let missed: Vec<&str> = found.iter().filter(|(_, found)| !found).map(|(name, _)| *name).collect();
    assert!(missed.len() * 4 < faults.len(), "{} of {}: {missed:?}", missed.len(), faults.len());
}
