//! Addresses of a case that become links, and must not lead a reader to another place. `check` reports other
//! mistakes in them.

/// A kind of address that becomes a link.
pub struct LinkKind {
    /// The name of the kind, for findings.
    pub name: &'static str,
    /// How one looks.
    pub example: &'static str,
    /// Whether the link of a text leads only to the address that the text shows.
    pub is_plain: fn(&str) -> bool,
}

/// An e-mail address, to one person and with nothing of a link's own (RFC 6068).
pub const EMAIL: LinkKind = LinkKind {
    name: "single e-mail address",
    example: "office@example.org",
    is_plain: |address| {
        let is_plain = |c: char| c.is_alphanumeric() || ".!#$'*+/=^_`{|}~-@".contains(c);
        let parts = address.split_once('@');
        parts.is_some_and(|(person, host)| !person.is_empty() && !host.is_empty() && !host.contains('@'))
            && address.chars().all(is_plain)
    },
};

/// A web address, with its scheme or without.
pub const WEB: LinkKind = LinkKind {
    name: "web address",
    example: "www.example.org",
    is_plain: |address| {
        let rest = ["https://", "http://"].iter().find_map(|scheme| address.strip_prefix(scheme)).unwrap_or(address);
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let has_scheme = host.split_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_err());
        !has_scheme && !host.contains('@') && !address.contains(char::is_whitespace)
    },
};

/// Whether a text is an e-mail address of a case.
pub fn is_email(address: &str) -> bool {
    (EMAIL.is_plain)(address)
}

/// Whether a text is a web address of a case.
pub fn is_web(address: &str) -> bool {
    (WEB.is_plain)(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_email_address_is_to_one_person_and_says_nothing_else() {
        for address in ["cambodianembassy@btconnect.com", "o'neil+appeals@example.org", "សុខ@example.org"] {
            assert!((EMAIL.is_plain)(address), "{address}");
        }
        for other in [
            "a.example.org",
            "@example.org",
            "office@",
            "a@b@c",
            "a@b?cc=d@e",
            "a@b?cc=d",
            "a@b,c",
            "a@b&body=x",
            "a b@c",
            "\"a\"@b",
            "a@b%0Acc",
        ] {
            assert!(!(EMAIL.is_plain)(other), "{other}");
        }
    }

    #[test]
    fn a_web_address_leads_to_the_web() {
        for address in ["www.cambodianembassy.org.uk", "https://example.org:8080/a?b=c#d", "http://example.org"] {
            assert!((WEB.is_plain)(address), "{address}");
        }
        for other in ["javascript://x", "javascript:alert(1)", "file:///etc", "user@example.org", "a b.org", "data:,x"]
        {
            assert!(!(WEB.is_plain)(other), "{other}");
        }
    }
}
