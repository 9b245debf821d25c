//! The options of a mailing as its summary keeps them, so that a further list is printed with the same ones.

use std::collections::BTreeMap;
use std::fmt::Display;

use super::plan::{Filing, PrintedForm};
use crate::page::{Extent, MarkKind};
use crate::print::{Order, Sides};

/// Options by their names on the command line. An option that was not given is missing.
pub type Options = BTreeMap<String, String>;

/// The options of an order. Those that change nothing in the letters are left out.
pub fn options(order: &Order, form: &PrintedForm) -> Options {
    let mut options = Options::new();
    let mut add = |name: &str, value: Option<String>| options.extend(value.map(|value| (name.to_owned(), value)));
    let yes = |given: bool| given.then(|| "yes".to_owned());
    add("case", Some(order.case.to_string()));
    add("to", listed(&order.to));
    add("lang", listed(&order.languages));
    add("fallback", order.fallback.as_ref().map(ToString::to_string));
    add("country", order.country.as_ref().map(ToString::to_string));
    add("date", Some(order.date.to_string()));
    add("stationery", order.stationery.as_ref().map(ToString::to_string));
    add("envelope", order.envelope.as_ref().map(ToString::to_string));
    add("as-of", order.as_of.map(|day| day.to_string()));
    add("follow-up", order.follow_up.map(|day| day.to_string()));
    add("one-page", yes(order.extent == Extent::OnePage));
    add("duplex", yes(form.sides == Sides::Both));
    add(
        "marks",
        form.marks.map(|marks| match marks {
            MarkKind::Omr => "omr".to_owned(),
            MarkKind::DataMatrix => "datamatrix".to_owned(),
        }),
    );
    match form.filing {
        Filing::Together(most) => add("letters-per-file", Some(most.to_string())),
        Filing::Separate => add("separate", yes(true)),
    }
    options
}

/// The options that differ, each as it is in the job and as it is now.
pub fn differing(in_job: &Options, now: &Options) -> Vec<String> {
    let mut names: Vec<&String> = in_job.keys().chain(now.keys()).collect();
    names.sort();
    names.dedup();
    let shown = |options: &Options, name: &String| match options.get(name) {
        Some(value) => format!("`{value}`"),
        None => "not given".to_owned(),
    };
    let differs = names.into_iter().filter(|name| in_job.get(*name) != now.get(*name));
    differs
        .map(|name| {
            let typed = if name == "case" { name.clone() } else { format!("--{name}") };
            format!("`{typed}` is {}, but {} in the earlier list", shown(now, name), shown(in_job, name))
        })
        .collect()
}

fn listed(values: &[impl Display]) -> Option<String> {
    let values: Vec<String> = values.iter().map(ToString::to_string).collect();
    (!values.is_empty()).then(|| values.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::CaseId;

    #[test]
    fn what_differs_is_named_as_it_is_typed() {
        let order = Order::of(CaseId::new("kem-sokha").expect("an id"), jiff::civil::date(2018, 1, 15));
        let form = PrintedForm { sides: Sides::Front, filing: Filing::Together(2), marks: None };
        let other = PrintedForm { sides: Sides::Both, filing: Filing::Separate, ..form };
        let [one, two] = [form, other].map(|form| options(&order, &form));
        assert_eq!(differing(&one, &one), Vec::<String>::new());
        assert_eq!(
            differing(&one, &two),
            [
                "`--duplex` is `yes`, but not given in the earlier list",
                "`--letters-per-file` is not given, but `2` in the earlier list",
                "`--separate` is `yes`, but not given in the earlier list",
            ]
        );
    }
}
