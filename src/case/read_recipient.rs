//! Reading the recipients of a case and their addresses.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::read::Check;
use super::{AddressForm, Involvement, PostalAddress, Recipient, link};
use crate::finding::{code_point, rules};
use crate::id::{CountryCode, LanguageTag, RecipientId, SalutationKey};
use crate::script::is_of_latin_words;
use crate::yaml::KeyPath;

/// The maximum number of recipients of a case; real cases have far fewer.
const MOST_RECIPIENTS: usize = 100;

/// The most numbers and addresses of a kind by which a recipient is reached, and lines of an address.
const MOST_WAYS: usize = 20;

#[derive(Deserialize)]
#[serde(expecting = "keys such as `salutation: …`")]
pub(super) struct TypedRecipient {
    id: Option<String>,
    #[serde(default)]
    copy: bool,
    #[serde(default)]
    solidarity: bool,
    salutation: Option<String>,
    gender: Option<String>,
    number: Option<String>,
    address: Option<TypedAddress>,
    #[serde(default)]
    telephone: Vec<String>,
    #[serde(default)]
    fax: Vec<String>,
    #[serde(default)]
    email: Vec<String>,
    #[serde(default)]
    web: Vec<String>,
}

#[derive(Deserialize)]
#[serde(expecting = "keys such as `lines: […]`")]
struct TypedAddress {
    name: Option<String>,
    office: Option<String>,
    #[serde(default)]
    lines: Vec<String>,
    country: Option<String>,
    local: Option<TypedLocal>,
}

impl TypedAddress {
    /// Whether it is meant for the post, and not only says who the recipient is.
    fn is_for_post(&self) -> bool {
        !self.lines.is_empty()
            || self.country.is_some()
            || self.local.as_ref().is_some_and(|local| !local.lines.is_empty())
    }

    /// Whether none of its keys has a value.
    fn is_empty(&self) -> bool {
        let Self { name, office, lines, country, local } = self;
        name.is_none() && office.is_none() && lines.is_empty() && country.is_none() && local.is_none()
    }
}

/// The address again as its own country writes it.
#[derive(Deserialize)]
#[serde(expecting = "keys such as `lines: […]`")]
struct TypedLocal {
    language: Option<String>,
    name: Option<String>,
    office: Option<String>,
    #[serde(default)]
    lines: Vec<String>,
}

impl Check<'_> {
    pub(super) fn recipients(&mut self, parent: &KeyPath, typed: Vec<TypedRecipient>) -> Vec<Recipient> {
        let path = parent.key("recipients");
        if typed.is_empty() {
            self.required(parent, "recipients", None::<()>);
        }
        if typed.len() > MOST_RECIPIENTS {
            let message = format!("the case has {} recipients; the maximum is {MOST_RECIPIENTS}", typed.len());
            let finding = self.error(rules::TOO_LONG, &path, message);
            self.report(finding.help("split it into several cases"));
            return Vec::new();
        }
        let mut recipients: Vec<Recipient> = Vec::new();
        for (i, mut typed) in typed.into_iter().enumerate() {
            let path = path.index(i);
            let id = self.required(&path, "id", typed.id.take());
            let id = id.and_then(|id| self.id(&path.key("id"), &id, RecipientId::new, RecipientId::expected));
            if let Some(id) = id.as_ref().filter(|id| recipients.iter().any(|other| other.id == **id)) {
                let finding = self.error(rules::DUPLICATE_ID, &path.key("id"), format!("duplicate recipient `{id}`"));
                self.report(finding.help("give each recipient a different id"));
            }
            if let Some(id) = id.as_ref().filter(|id| id.as_str().starts_with("embassy-")) {
                let message = format!("the id `{id}` is reserved for an embassy");
                let finding = self.error(rules::BAD_ID, &path.key("id"), message);
                self.report(finding.help("put embassies under `embassies`, with the sender's country as the key"));
            }
            let country = self.country.clone();
            recipients.extend(self.recipient(&path, id, country, typed));
        }
        recipients
    }

    pub(super) fn embassies(
        &mut self,
        path: &KeyPath,
        typed: BTreeMap<String, TypedRecipient>,
    ) -> BTreeMap<CountryCode, Recipient> {
        let mut embassies = BTreeMap::new();
        for (written, mut typed) in typed {
            let path = path.key(&written);
            let country = self.country(&path, &written);
            let code = country.as_ref().map_or(written.as_str(), CountryCode::as_str).to_lowercase();
            if typed.id.take().is_some() {
                let finding = self.error(rules::UNKNOWN_KEY, &path.key("id"), "an embassy must not have an `id`");
                self.report(finding.help(format!("delete it; the id is `embassy-{code}`")));
            }
            if let Some(country) = country.as_ref().filter(|country| embassies.contains_key(*country)) {
                let message = format!("`{written}` is `{country}`, which has an embassy already");
                let finding = self.error(rules::DUPLICATE_KEY, &path, message);
                self.report(finding.help("keep one of them"));
            }
            // Everybody's embassy gets a copy, so the file need not say it.
            typed.copy = true;
            let id = RecipientId::new(&format!("embassy-{code}"));
            if let (Some(country), Some(embassy)) = (country.clone(), self.recipient(&path, id, country, typed)) {
                embassies.insert(country, embassy);
            }
        }
        embassies
    }

    /// A recipient. Without a country of its own it is in `country`.
    fn recipient(
        &mut self,
        path: &KeyPath,
        id: Option<RecipientId>,
        country: Option<CountryCode>,
        mut typed: TypedRecipient,
    ) -> Option<Recipient> {
        let ways = [
            ("telephone", &mut typed.telephone),
            ("fax", &mut typed.fax),
            ("email", &mut typed.email),
            ("web", &mut typed.web),
        ];
        for (key, ways) in ways {
            if !self.at_most(MOST_WAYS, ways.len(), &path.key(key)) {
                ways.clear();
            }
        }
        let salutation = self.required(path, "salutation", typed.salutation);
        let salutation = salutation
            .and_then(|key| self.id(&path.key("salutation"), &key, SalutationKey::new, SalutationKey::expected));
        let addressed = self.addressed(path, typed.gender.as_deref(), typed.number.as_deref());
        let has_no_other = [&typed.fax, &typed.email, &typed.web].iter().all(|ways| ways.is_empty());
        let is_for_post = typed.address.as_ref().is_some_and(|address| {
            // One that is not filled in yet is a postal address, unless there is another way.
            address.is_for_post() || has_no_other && address.is_empty()
        });
        if !is_for_post && has_no_other {
            self.unreachable(path);
        }
        let address = self.address(path, country, typed.address, is_for_post);
        let telephone = self.texts(&path.key("telephone"), &typed.telephone);
        let fax = self.texts(&path.key("fax"), &typed.fax);
        let email = self.addresses(&path.key("email"), &typed.email, &link::EMAIL);
        let web = self.addresses(&path.key("web"), &typed.web, &link::WEB);
        let part = match (typed.copy, typed.solidarity) {
            (false, false) => Involvement::Addressee,
            (true, false) => Involvement::Copy,
            (false, true) => Involvement::Solidarity,
            (true, true) => {
                let message = "a letter of solidarity cannot be a copy of an appeal";
                let finding = self.error(rules::SOLIDARITY_COPY, &path.key("solidarity"), message);
                self.report(finding.help("delete `copy` or `solidarity`; an embassy always gets a copy"));
                Involvement::Solidarity
            }
        };
        Some(Recipient {
            id: id?,
            part,
            salutation: salutation?,
            salutation_origin: self.places.origin(&path.key("salutation")),
            addressed,
            address: address?,
            telephone,
            telephone_origin: self.places.origin(&path.key("telephone")),
            fax,
            fax_origin: self.places.origin(&path.key("fax")),
            email,
            web,
        })
    }

    /// Reports a recipient who cannot be written to.
    fn unreachable(&mut self, path: &KeyPath) {
        let message = "nobody can write to this recipient: postal address, `email`, `fax` and `web` are all missing";
        let finding = self.error(rules::MISSING_KEY, path, message);
        self.report(finding.help(
            "add one of them: `address: …` with `lines` and `country`, `email: [address]`, `fax: [number]` or \
             `web: [address]`",
        ));
    }

    /// Who a recipient is and where letters are posted to, if that is known.
    fn address(
        &mut self,
        path: &KeyPath,
        in_country: Option<CountryCode>,
        typed: Option<TypedAddress>,
        is_for_post: bool,
    ) -> Option<PostalAddress> {
        let path = &path.key("address");
        let Some(typed) = typed else {
            let nobody = self.form(path, LanguageTag::english(), [None, None], &[], Self::latin);
            return Some(PostalAddress { latin: nobody, local: None, country: in_country? });
        };
        let TypedAddress { name, office, lines, country, local } = typed;
        self.complete(path, [&name, &office], is_for_post.then_some(&lines));
        let latin = self.form(path, LanguageTag::english(), [name, office], &lines, Self::latin);
        let country = if is_for_post { self.required(path, "country", country) } else { country };
        let country = match country {
            Some(code) => self.country(&path.key("country"), &code),
            None => in_country,
        };
        let local = local.and_then(|local| {
            let path = path.key("local");
            let TypedLocal { language, name, office, lines } = local;
            let language = self.required(&path, "language", language)?;
            let language = self.id(&path.key("language"), &language, LanguageTag::new, LanguageTag::expected)?;
            self.complete(&path, [&name, &office], is_for_post.then_some(&lines));
            Some(self.form(&path, language, [name, office], &lines, Self::line))
        });
        Some(PostalAddress { latin, local, country: country? })
    }

    /// Reports what an address lacks. One that is not for the post has no lines.
    fn complete(&mut self, path: &KeyPath, who: [&Option<String>; 2], lines: Option<&Vec<String>>) {
        if who.iter().all(|name| name.is_none()) {
            let finding = self.error(rules::MISSING_KEY, path, "`name` and `office` are both missing");
            self.report(finding.help("add `name: …` or `office: …`, or both"));
        }
        if lines.is_some_and(Vec::is_empty) {
            self.required(path, "lines", None::<()>);
        }
    }

    /// An address in one language; `line` reads each of its lines.
    fn form(
        &mut self,
        path: &KeyPath,
        language: LanguageTag,
        [name, office]: [Option<String>; 2],
        lines: &[String],
        line: fn(&mut Self, &KeyPath, &str) -> Option<String>,
    ) -> AddressForm {
        let name = name.and_then(|name| line(self, &path.key("name"), &name));
        let office = office.and_then(|office| line(self, &path.key("office"), &office));
        let at = path.key("lines");
        let lines = if self.at_most(MOST_WAYS, lines.len(), &at) { lines } else { &[] };
        let lines = lines.iter().enumerate().filter_map(|(i, typed)| line(self, &at.index(i), typed)).collect();
        AddressForm { language, name, office, lines, origin: self.places.origin(path) }
    }

    /// A line of an address.
    fn line(&mut self, path: &KeyPath, text: &str) -> Option<String> {
        let text = self.text(path, text)?;
        self.no_longer(PostalAddress::MAX_LINE, path, text, ("line", "write it as several lines"))
    }

    /// A line of an address that post offices everywhere must be able to read.
    fn latin(&mut self, path: &KeyPath, text: &str) -> Option<String> {
        let text = self.line(path, text)?;
        let Some(other) = text.chars().find(|c| !is_of_latin_words(*c)) else { return Some(text) };
        let message = format!("{} is not a Latin letter", code_point(other));
        let finding = self.error(rules::NOT_LATIN, path, message);
        self.report(finding.help(
            "write the postal address in Latin letters; put the address in its own script under `local`, and the \
             recipient's name in each language into the message `recipient-…`",
        ));
        None
    }

    /// Addresses that become links. A text that is not an address could be a link to another place.
    fn addresses(&mut self, path: &KeyPath, texts: &[String], kind: &link::LinkKind) -> Vec<String> {
        let addresses = self.texts(path, texts);
        for (i, address) in texts.iter().enumerate().filter(|(_, address)| !(kind.is_plain)(address.trim())) {
            let message = format!("`{address}` is not a {}", kind.name);
            let finding = self.error(rules::BAD_LINK, &path.index(i), message);
            self.report(finding.help(format!("write one address, for example `{}`", kind.example)));
        }
        addresses
    }
}
