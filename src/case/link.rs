//! Addresses of a case that become links: what is none could lead a reader somewhere else.

/// A kind of address that becomes a link.
pub struct Kind {
    /// What it is called.
    pub name: &'static str,
    /// How one looks.
    pub example: &'static str,
    /// Whether a text is one.
    pub is_one: fn(&str) -> bool,
}

/// An e-mail address, to one person and with nothing of a link's own (RFC 6068).
pub const EMAIL: Kind = Kind {
    name: "e-mail address",
    example: "cambodianembassy@btconnect.com",
    is_one: |address| {
        let is_plain = |c: char| c.is_alphanumeric() || ".!#$%'*+/=^_`{|}~-".contains(c);
        let parts: Vec<&str> = address.split('@').collect();
        matches!(parts[..], [name, host] if !name.is_empty() && !host.is_empty()
            && name.chars().all(is_plain)
            && host.chars().all(|c| c.is_alphanumeric() || ".-".contains(c)))
    },
};

/// An address of the web, with its scheme or without.
pub const WEB: Kind = Kind {
    name: "address of the web",
    example: "www.cambodianembassy.org.uk",
    is_one: |address| {
        let rest = ["https://", "http://"].iter().find_map(|scheme| address.strip_prefix(scheme)).unwrap_or(address);
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let host =
            host.split_once(':').map_or(host, |(host, port)| if port.parse::<u16>().is_ok() { host } else { "" });
        !host.is_empty()
            && host.chars().all(|c| c.is_alphanumeric() || ".-".contains(c))
            && !address.contains(char::is_whitespace)
    },
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_email_address_is_to_one_person_and_says_nothing_else() {
        for address in ["cambodianembassy@btconnect.com", "o'neil+appeals@example.org", "សុខ@example.org"] {
            assert!((EMAIL.is_one)(address), "{address}");
        }
        for none in ["", "x", "a@b@c", "a@b?cc=d@e", "a@b,c@d", "a@b&body=x", "a b@c", "a@", "\"a\"@b", "a@b%0Acc"] {
            assert!(!(EMAIL.is_one)(none), "{none}");
        }
    }

    #[test]
    fn a_web_address_leads_to_the_web() {
        for address in ["www.cambodianembassy.org.uk", "https://example.org:8080/a?b=c#d", "http://example.org"] {
            assert!((WEB.is_one)(address), "{address}");
        }
        for none in
            ["", "javascript://x", "javascript:alert(1)", "file:///etc", "user@example.org", "a b.org", "data:,x"]
        {
            assert!(!(WEB.is_one)(none), "{none}");
        }
    }
}
