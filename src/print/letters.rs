//! The letters of one sender, a PDF for each recipient.

use super::letter_context::{LetterContext, ShapedBefore};
use super::order::Order;
use super::outcome::{Draft, Outcome, Printed};
use super::prepared_order::PreparedOrder;
use super::remarks::{PrintedOn, unverified_window};
use super::resources::Resources;
use super::words::Words;
use crate::case::ContactWay;
use crate::finding::{Finding, Findings, Severity};
use crate::project::Project;

/// Prints the letters of an order.
pub fn letters(project: &Project, order: &Order) -> Outcome {
    letters_with(project, order, Resources::read(project).as_ref())
}

/// Like [`letters`], with fonts that were already read.
pub fn letters_with(project: &Project, order: &Order, resources: Result<&Resources, &Findings>) -> Outcome {
    let (drafts, mut findings) = drafts(project, order, resources);
    let Ok(resources) = resources else { return Outcome::failed(findings) };
    let print = |draft| match Printed::of(draft, resources.fonts()) {
        Ok(printed) => Some(printed),
        Err(faults) => {
            findings.extend(faults);
            None
        }
    };
    let printed = drafts.into_iter().filter_map(print).collect();
    Outcome { printed, findings }
}

/// Sets the letters of an order and prints nothing: returns the letters that can be set, and problems and remarks about
/// the order. Paragraphs that `resources` has shaped are not shaped again.
pub fn drafts(project: &Project, order: &Order, resources: Result<&Resources, &Findings>) -> (Vec<Draft>, Findings) {
    match order.words(project) {
        Ok(words) => set(project, order, &words, resources, Whom::Posted),
        Err(findings) => (Vec::new(), findings),
    }
}

/// The same with words that were already read, to be looked at: recipients without a postal address have pages too.
pub fn drafts_with(
    project: &Project,
    order: &Order,
    words: &Words,
    resources: Result<&Resources, &Findings>,
) -> (Vec<Draft>, Findings) {
    set(project, order, words, resources, Whom::All)
}

/// The recipients whose letters are set.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whom {
    /// Those whose letters can be posted.
    Posted,
    /// All.
    All,
}

fn set(
    project: &Project,
    order: &Order,
    words: &Words,
    resources: Result<&Resources, &Findings>,
    whom: Whom,
) -> (Vec<Draft>, Findings) {
    let prepared = match PreparedOrder::with(project, order, words, resources) {
        Ok(prepared) => prepared,
        Err(findings) => return (Vec::new(), findings),
    };
    let mut findings = prepared.remarks(order, PrintedOn::Letters);
    let recipients = prepared.recipients(order);
    let layouts = prepared.posting.layouts_for(recipients.iter().copied(), &prepared.inputs);
    findings.extend(layouts.into_iter().filter_map(unverified_window));

    let shapings = resources.map_or(ShapedBefore::Here(&prepared.inputs.shapings), ShapedBefore::In);
    let context = LetterContext { shapings, ..prepared.context(order) };
    let (posted, left_out) = prepared.reached(order, ContactWay::Post);
    let (recipients, left_out) = match whom {
        Whom::Posted => (posted, left_out),
        Whom::All => {
            let told = left_out.into_iter().map(|finding| Finding { severity: Severity::Warning, ..finding });
            (prepared.recipients(order), told.collect())
        }
    };
    let mut drafts = Vec::new();
    for recipient in recipients {
        match context.draft(recipient) {
            Ok(draft) => {
                findings.extend_unique(draft.remarks.clone());
                drafts.push(draft);
            }
            Err(faults) => findings.extend_unique(faults),
        }
    }
    findings.extend_unique(left_out);
    (drafts, findings)
}
