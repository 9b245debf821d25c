//! People of a list who are not printed this time: a list of ids, or of names and addresses.

use std::collections::{BTreeMap, BTreeSet};

use super::headings::{Headings, Meaning};
use super::{Column, List, Unprinted};
use crate::countries::CountryNames;
use crate::finding::{Finding, Findings, rules};
use crate::letter::{Sender, normalised_sender};

/// How many of the people who are not in the list are named.
const NAMED: usize = 10;

/// People who are not printed, in the order of their file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Except {
    file: String,
    /// The line or the row of each person.
    places: Vec<u32>,
    ids: BTreeMap<String, usize>,
    /// By the normalised form of name and address.
    people: BTreeMap<String, usize>,
}

impl Except {
    /// Reads a file of ids: one in each line, or a table with a column `id` and no names. `None` if it has names; it is
    /// then a list as other lists, for [`Self::of_list`].
    ///
    /// # Errors
    ///
    /// When it has several columns, and none of them is known.
    pub fn of_ids(file: &str, text: &str, known: &Headings) -> Result<Option<Self>, Findings> {
        let text = text.trim_start_matches('\u{FEFF}');
        let lines = || text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
        let Some((first, first_line)) = lines().next() else { return Ok(Some(Self::named(file))) };
        let delimiter = [',', ';', '\t', '|'].into_iter().max_by_key(|mark| first.matches(*mark).count());
        let delimiter = delimiter.filter(|mark| first.contains(*mark));
        let cells = |line: &str| -> Vec<String> {
            let cells =
                line.split(|c| Some(c) == delimiter).map(|cell| cell.trim().trim_matches('"').trim().to_owned());
            cells.collect()
        };
        let column_of = |heading: &String| match known.meaning(heading) {
            Meaning::Field(field) => Some(field.column),
            _ => None,
        };
        let columns: Vec<Option<Column>> = cells(first).iter().map(column_of).collect();
        if columns.iter().flatten().any(|column| column.is_of_name()) {
            return Ok(None);
        }
        let at = columns.iter().position(|column| *column == Some(Column::Id));
        if at.is_none() && delimiter.is_some() {
            let message = "the file has neither a column `id` nor the columns of a list";
            let finding = Finding::error(rules::MISSING_COLUMN, message).in_file(file);
            return Err(finding.help("write one id in each line, or the same columns as in the list").into());
        }
        let mut except = Self::named(file);
        for (line, number) in lines().filter(|(_, number)| at.is_none() || *number != first_line) {
            if let Some(id) = cells(line).get(at.unwrap_or(0)).filter(|id| !id.is_empty()) {
                except.ids.entry(id.clone()).or_insert(except.places.len());
                except.places.push(number);
            }
        }
        Ok(Some(except))
    }

    /// The people of a list. One with an id is known by it, if the list that is printed has ids too; the others are known by
    /// name and address, however they are written.
    ///
    /// # Errors
    ///
    /// The faults of rows that cannot be read: such a person might be printed.
    pub fn of_list(list: &List, names: &CountryNames) -> Result<Self, Findings> {
        let mut except = Self::named(list.file());
        let mut faults = Findings::new();
        for row in list.rows() {
            let (id, sender) = match list.entry(*row, names) {
                Ok(entry) => (Some(entry.id), Some(entry.sender)),
                Err(Unprinted::NotMailed(not_mailed)) => (not_mailed.id, not_mailed.sender),
                Err(Unprinted::Faulty(findings)) => {
                    faults.extend(findings);
                    continue;
                }
            };
            let at = except.places.len();
            except.places.push(row.number);
            if let Some(id) = id.filter(|_| list.has(Column::Id)) {
                except.ids.entry(id).or_insert(at);
            }
            if let Some(sender) = sender {
                except.people.entry(normalised_sender(&sender)).or_insert(at);
            }
        }
        if faults.is_empty() { Ok(except) } else { Err(faults) }
    }

    fn named(file: &str) -> Self {
        Self { file: file.to_owned(), ..Self::default() }
    }

    /// The number of the person that a sender is, from 0; `None` if the sender is printed. `has_ids` is whether the list has
    /// ids of its own, and not the numbers of its rows.
    pub fn find(&self, id: &str, sender: &Sender, has_ids: bool) -> Option<usize> {
        let by_id = self.ids.get(id).filter(|_| has_ids || self.people.is_empty());
        // Where both have ids, a person of the same name may be another one.
        let by_name =
            || if has_ids && !self.ids.is_empty() { None } else { self.people.get(&normalised_sender(sender)) };
        by_id.or_else(by_name).copied()
    }

    /// Reports the people who are not in the list; `found` are the others, as [`Self::find`] returns them.
    pub fn not_found(&self, found: &BTreeSet<usize>) -> Option<Finding> {
        let missing: Vec<String> = (0..)
            .zip(&self.places)
            .filter(|(at, _)| !found.contains(at) && self.is_first(*at))
            .map(|(_, place)| place.to_string())
            .collect();
        let (count, shown) = (missing.len(), missing.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", "));
        let more = if count > NAMED { format!(" and {} more", count - NAMED) } else { String::new() };
        let message = match count {
            0 => return None,
            1 => format!("the person in line {shown} is not in the list"),
            _ => format!("{count} people are not in the list: lines {shown}{more}"),
        };
        let help = "check the ids, or the names and addresses: these people may be printed under another one";
        Some(Finding::warning(rules::UNUSED_EXCEPTION, message).in_file(&self.file).help(help))
    }

    /// Whether a person is not there before.
    fn is_first(&self, at: usize) -> bool {
        self.ids.values().chain(self.people.values()).any(|known| *known == at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::sample;
    use crate::project::Project;
    use crate::yaml::Source;

    fn of_ids(text: &str) -> Result<Option<Except>, Findings> {
        let known = Headings::read(&Project::embedded()).expect("the headings of the program");
        Except::of_ids("x.csv", text, &known)
    }

    fn sender(name: &str, street: &str) -> Sender {
        let text = format!("name: {name}\naddress: [\"{street}\"]\ntown: Leeds\n");
        Sender::read(Source { file: "me.yaml", text: &text }).expect("a sound sender")
    }

    #[test]
    fn ids_are_read_from_lines_and_from_a_column() {
        let ann = sender("Ann Smith", "1 High Street");
        for text in [
            "M1\nM3\n",
            "id\nM1\nM3\n",
            "\u{FEFF}\"Member ID\";\"Reason\"\r\nM1;left\r\n\r\nM3;left\r\n",
            "reason,id\nleft,M1\n,M3\n",
        ] {
            let except = of_ids(text).expect("sound").expect("ids");
            assert_eq!(except.ids.keys().collect::<Vec<_>>(), ["M1", "M3"], "{text}");
            assert!(except.find("M3", &ann, true).is_some() && except.find("M2", &ann, true).is_none());
            assert!(except.find("M3", &ann, false).is_some(), "the numbers of rows are ids too");
        }
        assert_eq!(of_ids("name,address1\nAnn,1 High Street\n"), Ok(None));
        let refused = of_ids("Ann Smith,1 High Street\n").expect_err("no ids");
        assert_eq!(refused[0].rule.as_str(), "missing-column");
        assert_eq!(of_ids("\n"), Ok(Some(Except::named("x.csv"))));
    }

    #[test]
    fn people_are_known_by_name_and_address_however_they_are_written() {
        let names = CountryNames::read(&Project::embedded()).expect("the bundled names");
        let bytes = b"id,name,address1,town\nM1,ANN SMITH,1 high st.,LEEDS\nM2,Bo Berg,2 Mill Lane,Leeds\n";
        let list = sample("leavers.csv", bytes);
        let except = Except::of_list(&list, &names).expect("sound rows");
        let ann = sender("Ann Smith", "1 High Street");
        assert_eq!(except.find("2", &ann, false), Some(0));
        assert_eq!(except.find("M2", &ann, true), Some(1), "the id decides where there are ids");
        assert_eq!(except.find("M9", &ann, true), None);
        assert_eq!(except.find("2", &sender("Ann Smith", "11 High Street"), false), None);

        let found = BTreeSet::from([0]);
        let told = except.not_found(&found).expect("one was not found");
        assert_eq!(told.message, "the person in line 3 is not in the list");
        assert_eq!(except.not_found(&BTreeSet::from([0, 1])), None);
    }

    #[test]
    fn a_row_that_cannot_be_read_stops_it() {
        let names = CountryNames::read(&Project::embedded()).expect("the bundled names");
        let list = sample("leavers.csv", b"name,address1\n=1+1,1 High Street\n");
        assert!(Except::of_list(&list, &names).expect_err("a faulty row").has_errors());
    }
}
