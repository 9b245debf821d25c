//! A mailing: the letters of all senders of a list, read, numbered, put into print files and counted.
//!
//! A [`RowReader`] reads the rows of a list and sets their letters, and a [`Surveyor`] compares them, row by row; the
//! [`Plan`] gives each letter its number and its print file, [`PreparedMailing`] writes a file, and a
//! [`ManifestRow`](manifest::ManifestRow) says where each letter is. The [`Summary`] counts all of it. Folders, threads
//! and the terminal are left to the caller.

mod faults;
pub mod join;
pub mod manifest;
pub mod pieces;
mod plan;
mod print_file;
mod row_counts;
pub mod shard;
mod summary;
mod survey;
pub mod table;

pub use faults::{Faults, counted, grouped};
pub use plan::{Filing, Letter, Plan, PlannedFile, PrintedForm, Stack, fingerprint, ranks, sheets};
pub use print_file::PreparedMailing;
pub use row_counts::RowCounts;
pub use summary::{MANIFEST, REASONS, REJECTED, SUMMARY, StackSummary, Summary, summary};
pub use survey::{GoodRow, OnBadRow, RowRead, RowReader, Survey, Surveyor, id_twice, sender_twice, survey, who};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::countries::CountryNames;
    use crate::id::CaseId;
    use crate::list::List;
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
        let list = List::read("members.csv", LIST).expect("a list");
        let names = CountryNames::read(&project).expect("names of countries");
        let run = MailingRun::prepare(&project, order.clone()).expect("the bundled case");
        let reader = RowReader { list: &list, names: &names, run: &run, country: None, except: None };
        let survey = survey(&reader, OnBadRow::Reject);
        assert_eq!(survey.rejected, [1, 2]);
        assert_eq!(survey.good.iter().map(|good| good.row).collect::<Vec<_>>(), [0, 3]);
        let reasons = String::from_utf8(survey.faults.reasons()).expect("text");
        assert!(reasons.contains("\n3,") && reasons.contains("\n4,") && !reasons.contains("\n5,"), "{reasons}");

        let form = PrintedForm { sides: Sides::Front, filing: Filing::Together(2), marks: None };
        let id = fingerprint(&project, LIST, &order, &form);
        let ranks = ranks(&project, &order).expect("the bundled case");
        let plan = Plan::new(id, order.date, &survey.good, &ranks, &form);
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
    fn a_strict_survey_stops_at_the_first_bad_row() {
        let project = Project::embedded();
        let order = Order::of(CaseId::new("kem-sokha").expect("an id"), jiff::civil::date(2018, 1, 15));
        let list = List::read("members.csv", LIST).expect("a list");
        let names = CountryNames::read(&project).expect("names of countries");
        let run = MailingRun::prepare(&project, order).expect("the bundled case");
        let reader = RowReader { list: &list, names: &names, run: &run, country: None, except: None };
        let survey = survey(&reader, OnBadRow::Stop);
        assert_eq!((survey.good.len(), survey.rejected), (1, vec![1]));
    }
}
