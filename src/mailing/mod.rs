//! A mailing: the letters of all senders of a list, read, numbered, put into print files and counted.
//!
//! A [`RowReader`] reads the rows of a list and sets their letters, and a [`Surveyor`] compares them, row by row; the
//! [`Plan`] gives each letter its number and its print file, [`PreparedMailing`] writes a file, and a
//! [`ManifestRow`](manifest::ManifestRow) says where each letter is. The [`Summary`] counts all of it. Folders, threads
//! and the terminal are left to the caller.

mod faults;
pub mod job;
pub mod join;
pub mod manifest;
pub mod options;
mod person;
pub mod pieces;
mod plan;
mod print_file;
mod row_counts;
pub mod shard;
mod summary;
mod survey;
pub mod table;

pub use faults::{Faults, counted, grouped};
pub use job::{Before, Job, ListPlace, PrintedBefore};
pub use plan::{Filing, Letter, Plan, PlannedFile, PrintedForm, ProjectHash, Stack, fingerprint, ranks, sheets};
pub use print_file::PreparedMailing;
pub use row_counts::RowCounts;
pub use summary::{MANIFEST, REASONS, REJECTED, SUMMARY, SUMMARY_TEXT, StackSummary, Summary, WrittenFile, summary};
pub use survey::{GoodRow, OnBadRow, RowRead, RowReader, Survey, Surveyor, id_twice, sender_twice, survey};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::countries::CountryNames;
    use crate::id::CaseId;
    use crate::list::sample;
    use crate::print::{MailingRun, Order, Sides};
    use crate::project::Project;

    const LIST: &[u8] = b"id,name,address1,address2,country\n\
        a,Ada Lang,1 High Street,London,GB\n\
        b,,2 High Street,London,GB\n\
        a,Bo Berg,3 High Street,London,GB\n\
        c,Cy Cole,4 High Street,London,GB\n";

    #[test]
    fn a_mailing_is_read_planned_printed_and_counted_without_a_folder() {
        let project = Project::embedded();
        let order = Order::of(CaseId::new("kem-sokha").expect("an id"), jiff::civil::date(2018, 1, 15));
        let list = sample("members.csv", LIST);
        let names = CountryNames::read(&project).expect("names of countries");
        let run = MailingRun::prepare(&project, order.clone()).expect("the bundled case");
        let reader = RowReader { list: &list, names: &names, run: &run, country: None, except: None };
        let survey = survey(&reader, OnBadRow::Reject);
        assert_eq!(survey.rejected, [1, 2]);
        assert_eq!(survey.good.iter().map(|good| good.row).collect::<Vec<_>>(), [0, 3]);
        let reasons = String::from_utf8(survey.faults.reasons(&list)).expect("text");
        assert!(reasons.contains("\n3,") && reasons.contains("\n4,") && !reasons.contains("\n5,"), "{reasons}");

        let form = PrintedForm { sides: Sides::Front, filing: Filing::Together(2), marks: None };
        let id = fingerprint(&project, &list, &order, &form);
        let ranks = ranks(&project, &order).expect("the bundled case");
        let place = ListPlace::first(id, "members.csv".to_owned());
        let plan = Plan::new(place, order.date, &survey.good, &ranks, &form);
        let prepared = PreparedMailing { run: &run, list: &list, names: &names, plan: &plan };
        let mut pdf = Vec::new();
        let first = &plan.files[0];
        let rows = prepared.print(first.letters.clone(), &first.name, &mut pdf, &|| {}).expect("a print file");
        assert!(pdf.starts_with(b"%PDF"));
        assert_eq!(rows.len(), 2);
        assert_eq!(manifest::read(&manifest::table(&rows)), Some(rows.clone()));

        let summary = summary(&order, &survey, &plan);
        assert_eq!((summary.rows_good, summary.rows_rejected, summary.letters), (2, 2, plan.letters.len()));
        assert_eq!(Summary::of_json(&summary.json()), Some(summary));
    }

    #[test]
    fn the_numbers_and_marks_of_a_further_list_go_on() {
        let project = Project::embedded();
        let order = Order::of(CaseId::new("kem-sokha").expect("an id"), jiff::civil::date(2018, 1, 15));
        let list = sample("members.csv", LIST);
        let names = CountryNames::read(&project).expect("names of countries");
        let run = MailingRun::prepare(&project, order.clone()).expect("the bundled case");
        let reader = RowReader { list: &list, names: &names, run: &run, country: None, except: None };
        let survey = survey(&reader, OnBadRow::Reject);
        let form = PrintedForm { sides: Sides::Both, filing: Filing::Together(2), marks: None };
        let ranks = ranks(&project, &order).expect("the bundled case");
        let id = fingerprint(&project, &list, &order, &form);
        let first = ListPlace::first(id, "members.csv".to_owned());
        let before = Before { letters: 7, envelopes: 5, files: 4, sheets: 13 };
        let further = ListPlace { plan: "0".repeat(16), list: 2, before, ..first.clone() };
        let [one, two] = [first, further].map(|place| Plan::new(place, order.date, &survey.good, &ranks, &form));
        let marks = |plan: &Plan| plan.letters.iter().map(|letter| plan.mark(letter)).collect::<Vec<_>>();
        for (one, two) in marks(&one).into_iter().zip(marks(&two)) {
            assert_eq!((two.job, two.envelope, two.in_job), (one.job, one.envelope + 5, one.in_job + 13));
            assert_eq!((two.sheet, two.sheets), (one.sheet, one.sheets));
        }
        assert_eq!((one.sequence(0), two.sequence(0)), (1, 8));
        assert!(one.files[0].name.starts_with("0001-") && two.files[0].name.starts_with("0005-"));
        assert_eq!(one.files[0].name[4..], two.files[0].name[4..]);
    }

    #[test]
    fn a_strict_survey_stops_at_the_first_bad_row() {
        let project = Project::embedded();
        let order = Order::of(CaseId::new("kem-sokha").expect("an id"), jiff::civil::date(2018, 1, 15));
        let list = sample("members.csv", LIST);
        let names = CountryNames::read(&project).expect("names of countries");
        let run = MailingRun::prepare(&project, order).expect("the bundled case");
        let reader = RowReader { list: &list, names: &names, run: &run, country: None, except: None };
        let survey = survey(&reader, OnBadRow::Stop);
        assert_eq!((survey.good.len(), survey.rejected), (1, vec![1]));
    }
}
