//! Faults of text: languages, marks, facts, characters, left-overs, and what is stale.

use super::Severity::{Error, Warning};
use super::{CASE, EN, FR, FR_LETTER, KM, KM_LETTER, Planted, all_are_found, planted};

const FAULTS: &[Planted] = &[
    // typos: off
    planted(
        "not translated",
        &[(
            KM,
            "\nreply = ខ្ញុំ",
            "\nreply = I should be grateful to hear from you what steps are taken in this matter.\nrest = ",
        )],
        "untranslated",
        Error,
    ),
    planted("half translated", &[(KM, "ក្នុងរឿងនេះ។", "ក្នុងរឿងនេះ។ I should be grateful")], "half-translated", Error),
    planted("a month of the source in Khmer", &[(KM, "ខែមិថុនា", "June")], "half-translated", Warning),
    planted(
        "a month of the source in French",
        &[(FR, "Le 3{\"\\u00A0\"}septembre", "Le 3{\"\\u00A0\"}September")],
        "date-differs",
        Error,
    )
    .at("sheet-lead"),
    planted(
        "German in French",
        &[(
            FR,
            "Je vous saurais gré de me faire connaître les mesures qui seront prises à ce sujet.",
            "Ich wäre Ihnen dankbar, von Ihnen zu hören, welche Schritte unternommen werden.",
        )],
        "other-language",
        Error,
    ),
    planted(
        "a German sentence in French",
        &[(
            FR,
            "les mesures qui seront prises à ce sujet.",
            "les mesures qui seront prises à ce sujet. Ich wäre Ihnen dankbar, von Ihnen zu hören.",
        )],
        "other-language",
        Error,
    ),
    planted(
        "Spanish in English",
        &[(
            EN,
            "I should be grateful to hear from you what steps are taken in this matter.",
            "Le agradecería que me informara de las medidas que se tomen en este asunto.",
        )],
        "other-language",
        Error,
    ),
    planted("Thai in Khmer", &[(KM, "ក្នុងរឿងនេះ។", "ក្នុងรឿងនេះ។")], "foreign-script", Error),
    planted("Khmer in English", &[(EN, "are taken in this", "are taken ក្នុងរឿងនេះ in this")], "foreign-script", Warning),
    planted("a quotation mark alone", &[(KM, "បរទេស»", "បរទេស")], "unbalanced", Warning),
    planted("a bracket alone", &[(KM, "(CNRP)", "(CNRP")], "unbalanced", Warning),
    planted("straight quotes", &[(KM, "«សន្ទិដ្ឋិភាពជាមួយបរទេស»", "\"សន្ទិដ្ឋិភាពជាមួយបរទេស\"")], "straight-quotes", Warning),
    planted("foreign quotes", &[(KM, "«សន្ទិដ្ឋិភាពជាមួយបរទេស»", "„សន្ទិដ្ឋិភាពជាមួយបរទេស“")], "foreign-quotes", Warning),
    planted("quotes the wrong way", &[(KM, "«សន្ទិដ្ឋិភាពជាមួយបរទេស»", "»សន្ទិដ្ឋិភាពជាមួយបរទេស«")], "unbalanced", Warning),
    planted("two spaces", &[(KM, "ជ្រៅ ប្រសិន", "ជ្រៅ  ប្រសិន")], "stray-space", Warning),
    planted("a space at the edge", &[(KM, "party = គណ", "party = {\" \"}គណ")], "stray-space", Warning),
    planted(
        "a no-break space at the edge",
        &[(KM, "party = គណបក្សសង្គ្រោះជាតិ", "party = គណបក្សសង្គ្រោះជាតិ\u{A0}")],
        "stray-space",
        Warning,
    ),
    planted("a word twice", &[(EN, "should be grateful", "should be be grateful")], "repeated-word", Warning),
    planted("a mark twice", &[(KM, "ក្នុងរឿងនេះ។", "ក្នុងរឿងនេះ។។")], "doubled-mark", Warning),
    planted("no mark at the end", &[(FR, "prises à ce sujet.", "prises à ce sujet")], "final-mark", Warning),
    planted("digits of two kinds in a number", &[(KM, "ឆ្នាំ២០១៣", "ឆ្នាំ២០13")], "mixed-digits", Error),
    planted("digits of two kinds in a sentence", &[(KM, "ទី៣ ក្នុងខេត្ត", "ទី3 ក្នុងខេត្ត")], "mixed-digits", Warning),
    planted("a changed number", &[(KM, "ទី៣ ក្នុងខេត្ត", "ទី៤ ក្នុងខេត្ត")], "number-differs", Error),
    planted("a changed number in French", &[(FR, "}3 (CC3)", "}4 (CC3)")], "number-differs", Error).at("detention"),
    planted("a dropped number", &[(KM, "ទី៣ ក្នុងខេត្ត", " ក្នុងខេត្ត")], "number-differs", Warning),
    planted("a number that also stands elsewhere", &[(FR, "}3 » (CC3)", "}4 » (CC3)")], "number-differs", Warning)
        .at("sheet-arrest"),
    planted(
        "years swapped",
        &[(KM, "ក្នុងឆ្នាំ២០០២", "ក្នុងឆ្នាំ២០០៧"), (KM, "អង្គការនេះក្នុងឆ្នាំ២០០៧", "អង្គការនេះក្នុងឆ្នាំ២០០២")],
        "number-differs",
        Warning,
    ),
    planted("another acronym", &[(KM, "(CC3)", "(CC5)")], "number-differs", Error),
    planted("another number in words", &[(FR, "par huit membres", "par dix membres")], "number-differs", Warning)
        .at("sheet-arrest"),
    planted(
        "the name misspelt where it is given",
        &[(FR, "person = Kem Sokha", "person = Kem Soka")],
        "name-misspelt",
        Warning,
    ),
    planted("the name of another", &[(FR, ".name = Hun Sen", ".name = Sar Kheng")], "another-name", Error),
    planted(
        "what is filled in twice",
        &[(FR, "{ $years }{\"\\u00A0\"}ans", "{ $years } { $years }{\"\\u00A0\"}ans")],
        "repeated-word",
        Warning,
    ),
    planted(
        "a sentence twice",
        &[(FR, "prises à ce sujet.", "prises à ce sujet. Merci d’avance. Merci d’avance.")],
        "repeated-word",
        Warning,
    ),
    planted(
        "the English form of address",
        &[(FR_LETTER, "salutation-your-excellency = ", "salutation-your-excellency = Your Excellency,\n# ")],
        "untranslated",
        Warning,
    ),
    planted("a mark alone", &[(FR_LETTER, "closing = ", "closing = …\n# ")], "empty-message", Error),
    planted("two equals signs", &[(FR_LETTER, "closing = ", "closing == ")], "template-left-over", Error),
    planted(
        "a word at what is filled in",
        &[(FR, "le { $arrested } et", "le { $arrested }et")],
        "missing-space",
        Warning,
    ),
    planted("another mark for an apostrophe", &[(FR, "aujourd’hui", "aujourd´hui")], "straight-quotes", Warning),
    planted("the Greek question mark", &[(FR, " ; le CCHR", " \u{37E} le CCHR")], "compatibility-character", Warning),
    planted("a note in brackets", &[(KM, "ក្នុងរឿងនេះ។", "ក្នុងរឿងនេះ (note: check!)។")], "placeholder-text", Error),
    planted("a bar for a full stop", &[(KM, "ក្នុងរឿងនេះ។", "ក្នុងរឿងនេះ|")], "khmer-lookalike", Warning),
    planted("a court of the source", &[(KM, "តុលាការកំពូល", "Supreme Court ")], "half-translated", Error),
    planted("a month called as another", &[(KM_LETTER, "កក្កដា", "សីហា")], "wrong-month", Error),
    planted(
        "two months swapped",
        &[(FR_LETTER, "= juillet", "= juin"), (FR_LETTER, "= juin", "= juillet")],
        "wrong-month",
        Error,
    ),
    planted("a misspelt month", &[(FR_LETTER, "= février", "= fevrier")], "wrong-month", Warning),
    planted("a changed month", &[(KM, "ខែមិថុនា", "ខែកក្កដា")], "date-differs", Warning),
    planted(
        "a changed month beside a day",
        &[(KM, "sheet-lead = នៅថ្ងៃទី៣ ខែកញ្ញា", "sheet-lead = នៅថ្ងៃទី៣ ខែសីហា")],
        "date-differs",
        Error,
    ),
    planted(
        "months that changed places",
        &[(KM, "នៅថ្ងៃទី២៤ ខែវិច្ឆិកា និងថ្ងៃទី១៤ ខែធ្នូ", "នៅថ្ងៃទី២៤ ខែធ្នូ និងថ្ងៃទី១៤ ខែវិច្ឆិកា")],
        "date-differs",
        Error,
    ),
    planted(
        "a changed web address",
        &[
            (EN, "in this matter.", "in this matter. See www.example.org/appeal."),
            (KM, "ក្នុងរឿងនេះ។", "ក្នុងរឿងនេះ។ www.example.com/appeal។"),
        ],
        "address-differs",
        Error,
    ),
    planted(
        "a changed e-mail address",
        &[
            (EN, "in this matter.", "in this matter. Mail me@example.org."),
            (KM, "ក្នុងរឿងនេះ។", "ក្នុងរឿងនេះ។ mee@example.org។"),
        ],
        "address-differs",
        Error,
    ),
    planted("a fax number with a letter", &[(CASE, "23 426 585", "23 426 5B5")], "bad-contact", Warning),
    planted("a fax number without its `+`", &[(CASE, "[\"+855 23 426", "[\"855 23 426")], "bad-contact", Warning),
    planted(
        "a message that names somebody else",
        &[(CASE, "name: Sar Kheng", "name: Sok Chan")],
        "other-holder",
        Warning,
    ),
    planted("words cut off by a comment", &[(CASE, "name: Prak Sokhonn", "name: Prak #1 Sokhonn")], "cut-off", Error),
    planted("an e-mail address without `@`", &[(CASE, "embassy@bt", "embassy.bt")], "bad-link", Error),
    planted(
        "a changed telephone number",
        &[
            (EN, "in this matter.", "in this matter. Tel. +855 23 426 585."),
            (KM, "ក្នុងរឿងនេះ។", "ក្នុងរឿងនេះ។ +855 23 426 558។"),
        ],
        "telephone-differs",
        Error,
    ),
    planted(
        "a changed article",
        &[(EN, "Article{\"\\u00A0\"}{ $article } of", "Article 443 of"), (KM, "មាត្រា { $article } នៃ", "មាត្រា ៤៣៤ នៃ")],
        "number-differs",
        Error,
    )
    .at("concern ="),
    planted("another word than the glossary's", &[(KM, "ជួបមេធាវី និងគ្រួសារ", "ជួបអ្នកច្បាប់ និងគ្រួសារ")], "glossary", Warning),
    planted("a Cyrillic letter in Khmer", &[(KM, "(CNRP)", "(\u{421}NRP)")], "homoglyph", Error),
    planted(
        "a Cyrillic letter in English",
        &[(EN, "person = Kem Sokha", "person = Kem S\u{43E}kha")],
        "homoglyph",
        Error,
    ),
    planted("an invisible character", &[(KM, "person = កឹម ", "person = កឹម\u{FEFF} ")], "invisible-character", Error),
    planted("a soft hyphen", &[(KM, "person = កឹម សុខា", "person = កឹម សុ\u{AD}ខា")], "invisible-character", Warning),
    planted("a control character", &[(KM, "ក្នុងរឿងនេះ។", "ក្នុងរឿង\u{8}នេះ។")], "control-character", Error),
    planted("a control of direction", &[(KM, "ក្នុងរឿងនេះ។", "ក្នុងរឿង\u{202E}នេះ។")], "bidi-control", Error),
    planted("a character of private use", &[(KM, "ក្នុងរឿងនេះ។", "\u{F0B7}ក្នុងរឿងនេះ។")], "unprintable-character", Error),
    planted("a lost letter", &[(KM, "អំណរគុណ", "អំ\u{FFFD}គុណ")], "mojibake", Error),
    planted("mojibake in French", &[(FR, "connaître les", "connaÃ®tre les")], "mojibake", Error),
    planted("mojibake in Khmer", &[(KM, "ក្នុងរឿងនេះ។", "áž€áŸ’áž“áž»áž„។")], "mojibake", Error),
    planted("a tag", &[(KM, "ឯកឧត្តមឆ្លើយ", "<b>ឯកឧត្តម</b>ឆ្លើយ")], "markup", Error),
    planted("an entity", &[(EN, "be grateful to", "be grateful &amp; glad to")], "markup", Error),
    planted("a place of a template", &[(KM, "ក្នុងរឿងនេះ។", "ក្នុងរឿងនេះ %s។")], "template-left-over", Error),
    planted(
        "literal braces",
        &[(KM, "{ $years } ឆ្នាំ។", "{\"{{ $years }}\"} { $years } ឆ្នាំ។")],
        "template-left-over",
        Error,
    ),
    planted("a note", &[(KM, "ក្នុងរឿងនេះ។", "ក្នុងរឿងនេះ TODO។")], "placeholder-text", Error),
    planted(
        "lost text",
        &[(KM, "health = លោក { person } មានបញ្ហាសុខភាព", "health = លោក { person } មានបញ្ហា។\n# ")],
        "lost-sentence",
        Warning,
    ),
    planted(
        "a stale translation",
        &[(EN, "I should be grateful to hear", "I should be very grateful to hear"), (KM, "\nreply =", "\nreply =")],
        "stale-translation",
        Warning,
    ),
    // typos: on
];

#[test]
fn faults_of_text_are_found() {
    all_are_found(FAULTS, None);
}
