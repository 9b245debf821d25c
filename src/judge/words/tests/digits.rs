//! Digits in telephone numbers and addresses may be those that are dialled or that the post office reads.

use super::{examine, examine_all, language};

fn mixed(tag: &str, text: &str) -> usize {
    examine(language(tag), text, None).iter().filter(|fault| fault.rule == "mixed-digits").count()
}

// typos: off
#[test]
fn digits_of_telephones_and_addresses_are_not_told() {
    for (tag, text) in [
        ("km", "នៅឆ្នាំ២០១៨ សូមទូរស័ព្ទទៅ +855 23 426 585។"),
        ("km", "នៅឆ្នាំ២០១៨ ទូរស័ព្ទ៖ 023 426 585 / 023 426 586"),
        ("km", "នៅឆ្នាំ២០១៨ ទូរស័ព្ទលេខ 23 426 585"),
        ("km", "នៅឆ្នាំ២០១៨ ទូរសារ (855) 23-426-585"),
        ("km", "នៅឆ្នាំ២០១៨ នៅ 14 Example Boulevard, Phnom Penh 12000"),
        ("km", "នៅឆ្នាំ២០១៨ ផ្ទះលេខ 14 ផ្លូវ 240 ភ្នំពេញ 120101"),
        ("km", "នៅឆ្នាំ២០១៨ ប្រអប់សំបុត្រលេខ 112, ភ្នំពេញ"),
        ("km", "នៅឆ្នាំ២០១៨ សូមសរសេរទៅ a2018@example.org ឬ https://example.org/2018/12"),
        ("ar", "في عام ٢٠١٨ هاتف 021 555 1234، شارع 15"),
        ("fa", "در سال ۲۰۱۸ تلفن: 021-5551234"),
        ("ar", "هاتف: ۰۲۱ ۵۵۵ ۱۲۳۴ في ٢٠١٨"),
    ] {
        assert_eq!(mixed(tag, text), 0, "{text}");
    }
}

#[test]
fn other_digits_are_still_told() {
    for (tag, text, count) in [
        ("km", "នៅឆ្នាំ២០១៨ និង 2019", 1),
        ("km", "នៅឆ្នាំ២០១៨ ទូរស័ព្ទ +855 23 426 585 និងនៅឆ្នាំ 2019", 1),
        ("km", "ថ្ងៃទី 03/09/2017 និង១២", 3),
        ("km", "ទូរស័ព្ទ +855 2៣ 426 585", 1),
        ("km", "ប្រាក់ 12000 រៀល និង១២", 1),
        ("ar", "في عام ٢٠١٨ و 12 يوما", 1),
    ] {
        assert!(mixed(tag, text) >= 1 && mixed(tag, text) <= count, "{text}: {}", mixed(tag, text));
    }
}

#[test]
fn digits_of_telephones_and_addresses_have_no_vote() {
    let khmer = language("km");
    let all = ["ទូរស័ព្ទ 023 426 585 ឬ +855 23 426 586", "14 Example Boulevard, Phnom Penh 12000", "ឆ្នាំ២០១៨"];
    assert_eq!(examine_all(khmer, &all.map(|text| (text, None))), []);
    let all = ["ទូរស័ព្ទ ០២៣ ៤២៦ ៥៨៥ ឬ ០២៣ ៤២៦ ៥៨៦", "ឆ្នាំ 2018"];
    assert_eq!(examine_all(khmer, &all.map(|text| (text, None))), []);
}
// typos: on
