//! Telephone and fax numbers: as they are written for abroad, and as they are dialled from a country.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::finding::Findings;
use crate::id::CountryCode;
use crate::project::{Project, paths};
use crate::yaml::Source;

/// The numbering plans of all countries that are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TelephonePlans {
    plans: BTreeMap<CountryCode, Plan>,
}

/// How numbers of a country are dialled.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct Plan {
    /// The calling code.
    code: String,
    /// The prefix for calls to other countries.
    abroad: Option<String>,
    /// How many digits may follow the calling code.
    digits: Vec<usize>,
    /// The prefix of numbers within the country, which is omitted from abroad.
    #[serde(default)]
    trunk: String,
}

/// A number, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TelephoneNumber {
    /// The calling code of its country.
    code: String,
    /// The digits after the calling code, in the groups in which they were written.
    groups: Vec<String>,
    /// The note in parentheses after it: `c/o Council of Ministers`.
    pub note: Option<String>,
}

impl TelephonePlans {
    /// Reads the plans of the project.
    ///
    /// # Errors
    ///
    /// When their file is missing or faulty.
    pub fn read(project: &Project) -> Result<Self, Findings> {
        let text = project.text(paths::TELEPHONE)?;
        let plans = Source { file: paths::TELEPHONE, text }.read()?;
        Ok(Self { plans })
    }

    /// Splits a number that was written for abroad (`+44 20 8451 7594`), or as it is dialled within `country`
    /// (`020 8451 7594`). A number with two possible meanings is rejected, because it might be the number of another
    /// person.
    ///
    /// # Errors
    ///
    /// Why it is not a valid number, in words for a finding.
    pub fn number(&self, written: &str, country: &CountryCode) -> Result<TelephoneNumber, String> {
        let (digits, note) = split_note(written);
        let allowed = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+-.()‐‑–".contains(c);
        if let Some(other) = digits.chars().find(|c| !allowed(*c)) {
            return Err(format!("`{other}` is not allowed in a number"));
        }
        let digits = digits.trim_start_matches(['(', ' ']);
        if digits.rfind('+').is_some_and(|at| at > 0) {
            return Err("`+` is only allowed at the beginning".to_owned());
        }
        let own = self.plans.get(country);
        let prefix = own.and_then(|plan| plan.abroad.as_deref()).filter(|_| !digits.starts_with('+'));
        let is_abroad = digits.starts_with('+') || prefix.is_some_and(|prefix| starts_with(digits, prefix));
        // A `(0)` after the code is dialled within the country only.
        let digits = if is_abroad { digits.replace("(0)", " ") } else { digits.to_owned() };
        let groups = digits.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).map(str::to_owned);
        let mut groups: Vec<String> = groups.collect();
        let plan = if is_abroad {
            strip_first(&mut groups, prefix.unwrap_or_default());
            let plan = self.plan_of(&groups.concat()).ok_or("it does not begin with the calling code of a country")?;
            strip_first(&mut groups, &plan.code);
            plan
        } else {
            let plan = own.ok_or_else(|| format!("the calling code of {country} is unknown"))?;
            plan.within(&mut groups)?;
            plan
        };
        let rest = groups.concat();
        if plan.has_trunk_before(&rest) {
            return Err(format!("the number after the calling code {} must not begin with {}", plan.code, &rest[..1]));
        }
        self.has_length(&plan.code, rest.len())?;
        Ok(TelephoneNumber { code: plan.code.clone(), groups, note })
    }

    /// A plan with the calling code that these digits begin with; no code begins with another.
    fn plan_of(&self, digits: &str) -> Option<&Plan> {
        self.plans.values().find(|plan| digits.starts_with(&plan.code))
    }

    /// Whether a code, which several countries may share, can have this number of digits after it. If a number is too
    /// long, its first digits are dialled, and they are the number of another person.
    fn has_length(&self, code: &str, length: usize) -> Result<(), String> {
        let plans = self.plans.values().filter(|plan| plan.code == code);
        let allowed: BTreeSet<usize> = plans.flat_map(|plan| plan.digits.iter().copied()).collect();
        if allowed.contains(&length) {
            return Ok(());
        }
        let allowed: Vec<String> = allowed.iter().map(ToString::to_string).collect();
        let allowed = allowed.join(", ");
        Err(format!("it has {length} digits after the calling code {code} (allowed: {allowed})"))
    }

    /// The digits to dial in `country` to reach a number, if they are known.
    pub fn dialled(&self, number: &TelephoneNumber, country: &CountryCode) -> Option<String> {
        let plan = self.plans.get(country)?;
        let TelephoneNumber { code, groups, .. } = number;
        let rest = groups.join(" ");
        if plan.code != *code {
            return Some(format!("{} {code} {rest}", plan.abroad.as_ref()?));
        }
        Some(match plan.trunk.as_str() {
            // It is written as the number's first digit.
            "0" => format!("0{rest}"),
            "" => rest,
            trunk => format!("{trunk} {rest}"),
        })
    }
}

impl Plan {
    /// Removes the prefix of numbers within the country.
    fn within(&self, groups: &mut Vec<String>) -> Result<(), String> {
        let Self { code, trunk, .. } = self;
        let digits = groups.concat();
        match trunk.as_str() {
            // Area codes begin with an 8 too.
            "8" => return Err(format!("without `+{code}` it is not clear whether the 8 is part of the number")),
            // No area code begins with a 1, and many write none.
            "1" => {}
            "" if digits.starts_with(code) => return Err(format!("it begins with {code} but has no `+` before it")),
            "" if digits.starts_with("00") => {
                return Err("calls from its country to other countries do not begin with 00".to_owned());
            }
            trunk if !digits.starts_with(trunk) => {
                return Err(format!(
                    "it begins neither with `+` nor with {trunk}, the prefix of numbers within the country"
                ));
            }
            _ => {}
        }
        strip_first(groups, trunk);
        Ok(())
    }

    /// Whether the digits after the calling code begin with the prefix that is omitted from abroad.
    fn has_trunk_before(&self, rest: &str) -> bool {
        !self.trunk.is_empty() && (rest.starts_with('0') || (self.trunk == "1" && rest.starts_with('1')))
    }
}

impl TelephoneNumber {
    /// The number as it is written for every country (ITU-T E.123): `+855 23 426 585`.
    pub fn international(&self) -> String {
        format!("+{} {}", self.code, self.groups.join(" "))
    }
}

/// The number, and the note in parentheses after it.
pub fn split_note(written: &str) -> (&str, Option<String>) {
    let written = written.trim();
    let note = written.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    match note {
        Some((number, note)) if note.chars().any(char::is_alphabetic) => (number.trim(), Some(note.trim().to_owned())),
        _ => (written, None),
    }
}

/// Whether the digits of a number as it was written begin with these.
fn starts_with(written: &str, digits: &str) -> bool {
    written.chars().filter(char::is_ascii_digit).collect::<String>().starts_with(digits)
}

/// Takes digits away at the beginning, which may reach over groups.
fn strip_first(groups: &mut Vec<String>, digits: &str) {
    if !groups.concat().starts_with(digits) {
        return;
    }
    let mut left = digits.len();
    while left > 0 && !groups.is_empty() {
        let taken = left.min(groups[0].len());
        groups[0].drain(..taken);
        left -= taken;
        if groups[0].is_empty() {
            groups.remove(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plans() -> TelephonePlans {
        TelephonePlans::read(&Project::embedded()).expect("the bundled plans")
    }

    fn country(code: &str) -> CountryCode {
        CountryCode::new(code).expect("a code")
    }

    fn dialled(written: &str, of: &str, from: &str) -> (String, Option<String>) {
        let plans = plans();
        let number = plans.number(written, &country(of)).expect("a number");
        (number.international(), plans.dialled(&number, &country(from)))
    }

    #[test]
    fn a_number_is_dialled_as_each_country_does() {
        let (international, from_gb) = dialled("+855 23 426 585", "KH", "GB");
        assert_eq!((international.as_str(), from_gb.as_deref()), ("+855 23 426 585", Some("00 855 23 426 585")));
        assert_eq!(dialled("+ 855 23 216 141", "KH", "US").1.as_deref(), Some("011 855 23 216 141"));
        assert_eq!(dialled("+855 23 426 585", "KH", "KH").1.as_deref(), Some("023 426 585"));
        // Several networks share the calls from there.
        assert_eq!(dialled("020 8451 7594", "GB", "KH").1, None);
    }

    #[test]
    fn a_number_of_a_country_is_made_one_for_abroad() {
        for written in ["020 8451 7594", "+44 20 8451 7594", "+44 (0)20 8451 7594", "0044 20 8451 7594"] {
            let (international, from_fr) = dialled(written, "GB", "FR");
            assert_eq!((international.as_str(), from_fr.as_deref()), ("+44 20 8451 7594", Some("00 44 20 8451 7594")));
            assert_eq!(dialled(written, "GB", "GB").1.as_deref(), Some("020 8451 7594"), "{written}");
        }
        assert_eq!(dialled("(202) 456-1111", "US", "CA").1.as_deref(), Some("1 202 456 1111"));
        // In Italy the nought stays.
        assert_eq!(dialled("06 698 1", "IT", "FR").0, "+39 06 698 1");
        assert_eq!(dialled("+39066982", "IT", "FR").0, "+39 066982");
    }

    #[test]
    fn what_is_no_number_is_told() {
        let fault = |written: &str| plans().number(written, &country("KH")).expect_err("it is not a number");
        assert_eq!(fault("+855 23 426 585 / 586"), "`/` is not allowed in a number");
        assert_eq!(fault("ask the office"), "`a` is not allowed in a number");
        assert_eq!(fault("+999 1234567"), "it does not begin with the calling code of a country");
        assert_eq!(fault("023"), "it has 2 digits after the calling code 855 (allowed: 8, 9, 10)");
        let noted = plans().number("+855 23 880 624 (c/o Council of Ministers)", &country("KH")).expect("a number");
        assert_eq!(noted.note.as_deref(), Some("c/o Council of Ministers"));
    }

    #[test]
    fn what_could_be_another_number_is_refused() {
        for (written, of) in [
            // The country's own code without a `+`.
            ("855 23 426 585", "KH"),
            ("39 06 698 1", "IT"),
            // A number within the country without its first digit.
            ("23 426 585", "KH"),
            // St Petersburg is 812, and an 8 is dialled before it.
            ("(812) 555-12-34", "RU"),
            ("8 (812) 555-12-34", "RU"),
            ("8 (017) 222-33-44", "BY"),
            // 855 is an area code too.
            ("(855+) 23 426 585", "US"),
            // Prefixes for calls abroad that are used in other countries.
            ("0011 44 20 8451 7594", "KH"),
            ("00 44 20 8451 7594", "US"),
            // Without its `+`, in countries whose numbers begin with any digit.
            ("855 23 426 585", "US"),
            ("855 23 426 585", "NO"),
            ("+1 855 23 426 585", "US"),
            // With the digit that is dialled within the country.
            ("+44 020 8451 7594", "GB"),
            ("+1 1 202 456 1111", "US"),
        ] {
            let read = plans().number(written, &country(of));
            assert!(read.is_err(), "{written} in {of}: {read:?}");
        }
        assert_eq!(dialled("(+855) 23 426 585", "US", "GB").0, "+855 23 426 585");
        assert_eq!(dialled("011 855 23 426 585", "US", "GB").0, "+855 23 426 585");
        assert_eq!(dialled("06 1 234 5678", "HU", "GB").0, "+36 1 234 5678");
        assert_eq!(dialled("+7 812 555-12-34", "RU", "GB").0, "+7 812 555 12 34");
    }

    #[test]
    fn no_calling_code_begins_with_another() {
        let plans = plans();
        for plan in plans.plans.values() {
            assert_eq!(plans.plan_of(&plan.code).map(|found| &found.code), Some(&plan.code));
        }
    }
}
