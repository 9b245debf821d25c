//! The encoding of a list that is not UTF-8: a guess from the countries of its rows and from its words.

use super::columns::Column;
use super::encoding::{Encoding, misread};
use super::first_row::{FirstRow, Heading, headings, said_delimiter};
use super::headings::{Headings, Meaning};
use super::records::{Records, cells, unquoted};
use crate::id::CountryCode;

/// How many rows with letters beyond ASCII are looked at.
const SAMPLE: usize = 2_000;

/// The encodings in which programs in these countries save lists, the most usual first: the code page of Windows there
/// (Microsoft, "National Language Support API Reference", ANSI code pages), then older ones. Each country has its code
/// and its name in English.
const ENCODINGS: [(&[&str], &[&str]); 13] = [
    (
        &["windows-1250", "iso-8859-2", "cp852"],
        &[
            "AL",
            "albania",
            "BA",
            "bosnia and herzegovina",
            "CZ",
            "czechia",
            "czech republic",
            "HR",
            "croatia",
            "HU",
            "hungary",
            "ME",
            "montenegro",
            "PL",
            "poland",
            "RO",
            "romania",
            "RS",
            "serbia",
            "SI",
            "slovenia",
            "SK",
            "slovakia",
            "MD",
            "moldova",
        ],
    ),
    (
        &["windows-1251", "koi8-u", "ibm866"],
        &[
            "BG",
            "bulgaria",
            "BY",
            "belarus",
            "KG",
            "kyrgyzstan",
            "KZ",
            "kazakhstan",
            "MK",
            "north macedonia",
            "MN",
            "mongolia",
            "RU",
            "russia",
            "russian federation",
            "TJ",
            "tajikistan",
            "UA",
            "ukraine",
            "UZ",
            "uzbekistan",
        ],
    ),
    (&["windows-1253", "iso-8859-7"], &["CY", "cyprus", "GR", "greece"]),
    (&["windows-1254"], &["AZ", "azerbaijan", "TR", "turkey", "türkiye"]),
    (&["windows-1255"], &["IL", "israel"]),
    (
        &["windows-1256"],
        &[
            "AE",
            "united arab emirates",
            "BH",
            "bahrain",
            "DZ",
            "algeria",
            "EG",
            "egypt",
            "IQ",
            "iraq",
            "IR",
            "iran",
            "JO",
            "jordan",
            "KW",
            "kuwait",
            "LB",
            "lebanon",
            "LY",
            "libya",
            "MA",
            "morocco",
            "OM",
            "oman",
            "PK",
            "pakistan",
            "PS",
            "palestine",
            "QA",
            "qatar",
            "SA",
            "saudi arabia",
            "SD",
            "sudan",
            "SY",
            "syria",
            "TN",
            "tunisia",
            "YE",
            "yemen",
        ],
    ),
    (&["windows-1257", "iso-8859-13"], &["EE", "estonia", "LT", "lithuania", "LV", "latvia"]),
    (&["windows-1258"], &["VN", "vietnam", "viet nam"]),
    (&["windows-874"], &["TH", "thailand"]),
    (&["gb18030"], &["CN", "china", "SG", "singapore"]),
    (&["big5"], &["HK", "hong kong", "MO", "macao", "TW", "taiwan"]),
    (&["shift_jis", "euc-jp"], &["JP", "japan"]),
    (&["euc-kr"], &["KR", "korea", "south korea", "republic of korea"]),
];

/// The encodings of all other countries.
const WESTERN: [&str; 3] = ["windows-1252", "macintosh", "cp850"];

/// The encodings that lists from a country have, the most usual first. The country is a code or a name in English.
pub fn encodings_of(country: &str) -> Vec<Encoding> {
    let (code, name) = (country.trim().to_uppercase(), country.trim().to_lowercase());
    let names = |names: &[&str]| names.contains(&code.as_str()) || names.contains(&name.as_str());
    let found =
        ENCODINGS.iter().find(|(_, countries)| names(countries)).map_or(&WESTERN[..], |(encodings, _)| encodings);
    found.iter().filter_map(|name| Encoding::named(name)).collect()
}

/// The most likely encoding of a list: among those of its countries, the one in which the fewest of its rows have a
/// word that is none. Windows-1252 if nothing speaks for another one.
pub fn guess(bytes: &[u8], country: Option<&CountryCode>) -> Encoding {
    let rows = sample(bytes, country);
    let mut candidates: Vec<Encoding> = Vec::new();
    for (_, country) in &rows {
        for encoding in encodings_of(country) {
            if !candidates.contains(&encoding) {
                candidates.push(encoding);
            }
        }
    }
    let faults = |encoding: Encoding| {
        let is_fault = |(row, country): &&(&[u8], String)| {
            let mut text = Vec::new();
            encoding.append_utf8(row, &mut text);
            let is_usual = encodings_of(country).contains(&encoding);
            !is_usual || std::str::from_utf8(&text).map_or(true, |text| implausible(encoding, text).is_some())
        };
        rows.iter().filter(is_fault).count()
    };
    let Some(best) =
        candidates.into_iter().map(|encoding| (faults(encoding), encoding)).min_by_key(|(count, _)| *count)
    else {
        return Encoding::Windows1252;
    };
    // Half of the rows or more are wrong in each: the list is something else, and its rows are rejected one by one.
    if best.0 * 2 > rows.len() { Encoding::Windows1252 } else { best.1 }
}

/// Rows with letters beyond ASCII, and the country of each.
fn sample<'b>(bytes: &'b [u8], country: Option<&CountryCode>) -> Vec<(&'b [u8], String)> {
    let newline = if bytes.contains(&b'\n') { b'\n' } else { b'\r' };
    let (said, start) = said_delimiter(bytes, 0, newline);
    let known = Headings::of_program();
    let first = FirstRow { bytes, said, newline, known };
    let Some(Heading { dialect, record, .. }) = first.heading(start, 1) else { return Vec::new() };
    let names = headings(bytes, dialect, &record);
    let is_country =
        |name: &String| matches!(known.meaning(name), Meaning::Field(field) if field.column == Column::Country);
    let at = names.iter().position(is_country);
    let all = country.map_or("", CountryCode::as_str);
    let rows = Records::new(bytes, dialect, record.bytes.end, 1).filter(|row| !bytes[row.bytes.clone()].is_ascii());
    let rows = rows.filter(|row| row.malformed.is_none()).take(SAMPLE);
    rows.map(|row| {
        let cell = at.and_then(|at| cells(bytes, row.bytes.clone(), dialect).get(at).cloned());
        let typed = cell.map(|cell| String::from_utf8_lossy(&unquoted(&bytes[cell])).trim().to_owned());
        (&bytes[row.bytes], typed.filter(|typed| !typed.is_empty()).unwrap_or_else(|| all.to_owned()))
    })
    .collect()
}

/// The first word that does not exist like this in any language: the encoding is another one.
pub fn implausible(encoding: Encoding, text: &str) -> Option<&str> {
    if encoding == Encoding::Windows1252 {
        return misread(text);
    }
    text.split(|c: char| c.is_whitespace() || ",;|\"".contains(c)).find(|word| !word.is_ascii() && is_implausible(word))
}

/// Whether a word has signs that are no letters, a capital after a small letter, or letters of two scripts.
fn is_implausible(word: &str) -> bool {
    const SIGNS: &str = "«»‹›„“”‚‘’–—…°ºª№§·€¿¡\u{A0}\u{AD}";
    // Narrow katakana are other Japanese letters that were read wrong.
    let is_narrow = |c: char| matches!(u32::from(c), 0xFF61..=0xFF9F);
    let is_odd = |c: char| !c.is_ascii() && (is_narrow(c) || !c.is_alphanumeric() && !SIGNS.contains(c) && !is_mark(c));
    let characters: Vec<char> = word.chars().collect();
    let swapped = |pair: &[char]| pair[0].is_lowercase() && pair[1].is_uppercase() && !pair[1].is_ascii();
    let inner = |three: &[char]| {
        three[0].is_alphabetic() && three[1].is_uppercase() && !three[1].is_ascii() && three[2].is_lowercase()
    };
    let latin = |c: &char| c.is_alphabetic() && u32::from(*c) < 0x250;
    let other = |c: &char| c.is_alphabetic() && u32::from(*c) >= 0x370;
    characters.iter().any(|c| is_odd(*c))
        || characters.windows(2).any(swapped)
        || characters.windows(3).any(inner)
        || characters.iter().any(latin) && characters.iter().any(other)
}

/// Whether a character is a mark on a letter, or one of the letters and signs of East Asian text.
fn is_mark(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36F | 0x591..=0x5C7 | 0x610..=0x65F | 0xE30..=0xE5B | 0x3000..=0x30FF | 0xFF00..=0xFFEF)
}

/// The first letter of a text that is another one in the usual encoding of a country: the encoding was wrong for it.
pub fn other_letter(encoding: Encoding, text: &str, country: &str) -> Option<char> {
    if encoding == Encoding::Windows1252 {
        return super::encoding::other_letter(text, country);
    }
    let usual = encodings_of(country);
    if usual.contains(&encoding) {
        return None;
    }
    let usual = *usual.first()?;
    text.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()).find(|c| {
        let mut other = Vec::new();
        let bytes = encoding.bytes_of(*c);
        if let Some(bytes) = &bytes {
            usual.append_utf8(bytes, &mut other);
        }
        other != c.to_string().as_bytes()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(encoding: &str, text: &str) -> Vec<u8> {
        let encoding = Encoding::named(encoding).expect("it is known");
        let byte =
            |c: char| if c.is_ascii() { vec![c as u8] } else { encoding.bytes_of(c).expect("it has the letter") };
        text.chars().flat_map(byte).collect()
    }

    #[test]
    fn the_encoding_is_that_of_the_countries_and_of_the_words() {
        for (encoding, row) in [
            ("windows-1250", "Łucja Przykład,ul. Źródlana 1,Łódź,PL"),
            ("cp852", "Łucja Przykład,ul. Źródlana 1,Łódź,PL"),
            ("iso-8859-2", "Łucja Przykład,ul. Źródlana 1,Łódź,Poland"),
            ("windows-1251", "Иван Петров,ул. Примерная 1,Москва,RU"),
            ("koi8-u", "Иван Петров,ул. Примерная 1,Москва,RU"),
            ("ibm866", "Иван Петров,ул. Примерная 1,Москва,RU"),
            ("windows-1253", "Γιώργος Παπαδόπουλος,Οδός 1,Αθήνα,GR"),
            ("windows-1254", "Çağrı Örnek,Işık Sok. 1,İstanbul,TR"),
            ("windows-1255", "שרה כהן,רחוב 1,חיפה,IL"),
            ("windows-1256", "محمد علي,شارع 1,القاهرة,EG"),
            ("windows-1257", "Jānis Bērziņš,Brīvības iela 1,Rīga,LV"),
            ("windows-874", "สมชาย ใจดี,ถนน 1,กรุงเทพ,TH"),
            ("gb18030", "王小明,人民路 1,北京,CN"),
            ("big5", "王小明,中山路 1,臺北,TW"),
            ("shift_jis", "山田太郎,千代田 1,東京,JP"),
            ("euc-jp", "山田太郎,千代田 1,東京,JP"),
            ("euc-kr", "김철수,종로 1,서울,KR"),
            ("windows-1252", "Jörg Müller,Hauptstraße 1,Köln,DE"),
            ("macintosh", "Jörg Müller,Hauptstraße 1,Köln,DE"),
            ("cp850", "Jörg Müller,Hauptstraße 1,Köln,DE"),
        ] {
            let list = [b"name,address1,town,country\n", &encoded(encoding, row)[..]].concat();
            assert_eq!(Some(guess(&list, None)), Encoding::named(encoding), "{encoding} {row}");
        }
    }

    #[test]
    fn a_country_for_all_rows_counts_where_they_have_none() {
        let list = [b"name,address1\n", &encoded("windows-1251", "Иван Петров,ул. Примерная 1")[..]].concat();
        assert_eq!(Some(guess(&list, CountryCode::new("RU").as_ref())), Encoding::named("windows-1251"));
        assert_eq!(guess(&list, None), Encoding::Windows1252);
    }

    #[test]
    fn a_letter_of_another_country_may_be_another() {
        let polish = Encoding::named("windows-1250").expect("it is known");
        assert_eq!(other_letter(polish, "Müller", "DE"), None);
        assert_eq!(other_letter(polish, "Bjřrn", "NO"), Some('ř'));
        assert_eq!(other_letter(polish, "Kowalczyk ř", "CZ"), None);
    }
}
