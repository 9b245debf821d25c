//! The metadata: the title, what wrote the file, and the standards that the file keeps, as XMP.

use std::collections::BTreeMap;

use crate::page::Document;

/// The titles of a file: the title of its first part, and one in each language by its BCP 47 tag.
#[derive(Default)]
pub(super) struct Titles {
    /// The title that readers show.
    pub(super) first: String,
    /// The language of the file, which is that of this title.
    pub(super) language: String,
    by_language: BTreeMap<String, String>,
}

impl Titles {
    /// Adds a title, if it is the first in its language.
    pub(super) fn add(&mut self, title: &str, language: &str) {
        if self.language.is_empty() {
            title.clone_into(&mut self.first);
            language.clone_into(&mut self.language);
        }
        if !self.by_language.contains_key(language) {
            self.by_language.insert(language.to_owned(), title.to_owned());
        }
    }

    /// Adds those of a document.
    pub(super) fn add_all(&mut self, document: &Document) {
        self.add(&document.title, &document.language);
        for (language, title) in &document.other_titles {
            self.add(title, language);
        }
    }
}

/// The XMP packet (ISO 16684-1) for the catalog's `Metadata`. It says that the file keeps
/// PDF/A-2a (ISO 19005-2, 6.6.4) and PDF/UA-1 (ISO 14289-1, clause 5), and describes the
/// property by which it says the latter, which PDF/A does not know (ISO 19005-2, 6.6.2.3.3).
pub(super) fn xmp(titles: &Titles, producer: &str) -> String {
    let (title, producer) = (escaped(&titles.first), escaped(producer));
    let of_language = |(language, title): (&String, &String)| {
        format!(r#"<rdf:li xml:lang="{}">{}</rdf:li>"#, escaped(language), escaped(title))
    };
    let by_language: String = titles.by_language.iter().map(of_language).collect();
    format!(
        r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li>{by_language}</rdf:Alt></dc:title>
<pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"#,
        bom = '\u{FEFF}',
    )
}

/// Text inside an XML element; control characters, which XML cannot hold, are left out.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars().filter(|character| !character.is_control()) {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            // Not allowed in XML either.
            '\u{FFFE}' | '\u{FFFF}' => {}
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_cannot_break_out_of_its_element() {
        let mut titles = Titles::default();
        titles.add("</rdf:li> & \u{0}ក", "km");
        titles.add("A title", "en");
        titles.add("Another", "en");
        let packet = xmp(&titles, "likhit");
        assert!(packet.contains(r#"<rdf:li xml:lang="x-default">&lt;/rdf:li&gt; &amp; ក</rdf:li>"#));
        assert!(packet.contains(r#"<rdf:li xml:lang="en">A title</rdf:li><rdf:li xml:lang="km">"#), "{packet}");
    }
}
