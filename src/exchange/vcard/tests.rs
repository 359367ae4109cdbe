use std::path::{Path, PathBuf};

use super::*;
use crate::parties::{AddressKind, ChannelKind};

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/contacts");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "vcf"))
        .collect();
    files.sort();
    files
}

fn card(text: &str) -> Card {
    let mut cards = read_cards(text.as_bytes());
    assert_eq!(cards.len(), 1, "{text}");
    cards.remove(0)
}

fn values(card: &Card, kind: ChannelKind) -> Vec<&str> {
    card.contact.values(kind).collect()
}

#[test]
fn cards_that_are_written_are_read_again_as_they_were() {
    for file in files() {
        let cards = read_cards(&std::fs::read(&file).unwrap());
        assert!(!cards.is_empty(), "{}", file.display());
        for version in [Version::V3, Version::V4] {
            let again = read_cards(write_cards(&cards, version).as_bytes());
            assert_eq!(again, cards, "{} {version:?}", file.display());
        }
    }
}

/// The values of a property as they stand in a file, by eye and not by the reader: unfolded, decoded and cut by hand.
#[test]
fn no_name_number_or_mail_of_the_files_is_lost() {
    for (file, cards, person, numbers, mails) in [
        ("John_Doe_ANDROID.vcf", 6, "john.doe@company.com", 0, 1),
        ("John_Doe_BLACK_BERRY.vcf", 1, "John Doe", 1, 0),
        ("John_Doe_EVOLUTION.vcf", 1, "Mr. John Richter, James Doe Sr.", 2, 1),
        ("John_Doe_GMAIL.vcf", 1, "Mr. John Richter, James Doe Sr.", 2, 1),
        ("John_Doe_IPHONE.vcf", 1, "Mr. John Richter James Doe Sr.", 7, 1),
        ("John_Doe_LOTUS_NOTES.vcf", 1, "Mr. Doe John I Johny", 2, 2),
        ("android_cn_v21.vcf", 1, "张三", 1, 0),
        ("gmail-list.vcf", 3, "Arnold Smith", 0, 1),
        ("gmail-single2.vcf", 1, "VCard Test", 11, 5),
        ("outlook-2003.vcf", 1, "John Doe III", 4, 1),
        ("outlook-2007.vcf", 1, "Mr. Michael Angstadt Jr.", 4, 1),
        ("rfc2426-example.vcf", 2, "Frank Dawson", 2, 2),
        ("rfc6350-example.vcf", 1, "Simon Perreault", 2, 1),
        ("thunderbird-MoreFunctionsForAddressBook-extension.vcf", 1, "John Doe", 5, 5),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/contacts").join(file);
        let read = read_cards(&std::fs::read(path).unwrap());
        assert_eq!(read.len(), cards, "{file}");
        let first = &read[0].contact;
        assert_eq!(first.name, person, "{file}");
        let found = first.channels.iter().filter(|channel| channel.kind.is_number()).count();
        assert_eq!((found, values(&read[0], ChannelKind::Email).len()), (numbers, mails), "{file}");
    }
}

#[test]
fn a_company_is_its_first_part_and_a_department_the_rest() {
    let card = card(
        "BEGIN:VCARD\nVERSION:3.0\nFN:张三\nORG:杭州听泉文创;采购部;二组\nTITLE:经理\nROLE:采购\nEND:VCARD",
    );
    assert_eq!(card.organisation, "杭州听泉文创");
    assert_eq!((card.contact.department.as_str(), card.contact.title.as_str()), ("采购部 / 二组", "经理"));
    assert_eq!(card.contact.roles, ["采购"]);
    assert!(!card.is_company);
}

#[test]
fn quoted_printable_is_read_in_the_encoding_it_names() {
    let gbk = "BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:=D5=C5=\r\n=C8=FD\r\nEND:VCARD\r\n";
    assert_eq!(card(gbk).contact.name, "张三");
    let lying = "BEGIN:VCARD\nFN;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0=E4=B8=89=E4=B8\nEND:VCARD";
    assert!(!card(lying).contact.name.is_empty(), "a broken character is no end of the card");
}

#[test]
fn a_file_is_read_in_every_encoding_that_programs_write() {
    let text = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:欧阳;修;;;\r\nFN:欧阳修\r\nTEL;TYPE=CELL:13800138000\r\nORG:醉翁亭文化传播有限公司\r\nNOTE:太守与客来饮于此，饮少辄醉，而年又最高，故自号曰醉翁也。\r\nEND:VCARD\r\n";
    let utf_16 = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let with_mark = |mark: &[u8], rest: Vec<u8>| [mark, &rest].concat();
    for (name, bytes) in [
        ("UTF-8", text.as_bytes().to_vec()),
        ("UTF-8 with a mark", with_mark(b"\xEF\xBB\xBF", text.as_bytes().to_vec())),
        ("UTF-16LE with a mark", with_mark(b"\xFF\xFE", utf_16(u16::to_le_bytes))),
        ("UTF-16BE with a mark", with_mark(b"\xFE\xFF", utf_16(u16::to_be_bytes))),
        ("UTF-16LE", utf_16(u16::to_le_bytes)),
        ("UTF-16BE", utf_16(u16::to_be_bytes)),
        ("GB18030", encoding_rs::GB18030.encode(text).0.into_owned()),
    ] {
        let cards = read_cards(&bytes);
        assert_eq!(cards.len(), 1, "{name}");
        assert_eq!(cards[0].contact.name, "欧阳修", "{name}");
        assert_eq!(cards[0].organisation, "醉翁亭文化传播有限公司", "{name}");
    }
}

#[test]
fn groups_give_labels_and_pictures_stay_in_the_file() {
    let card = card(
        "BEGIN:VCARD\nVERSION:3.0\nFN:A\nitem1.TEL:1234567\nitem1.X-ABLabel:_$!<Assistant>!$_\n\
         PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ\n SkZJRg\nX-QQ:123\nIMPP;X-SERVICE-TYPE=WeChat:zhang\n\
         BDAY:19800321\nADR;TYPE=HOME:;;1 Main St\\nBack yard;Austin;TX;12345;USA\nEND:VCARD",
    );
    assert_eq!(card.contact.channels[0].label, "Assistant");
    assert_eq!(values(&card, ChannelKind::Wechat), ["zhang"]);
    assert_eq!(values(&card, ChannelKind::Qq), ["123"]);
    assert_eq!(card.contact.birthday, "1980-03-21");
    let home = &card.contact.addresses[0];
    assert_eq!(
        (home.kind, home.lines.as_slice()),
        (AddressKind::Home, &["1 Main St".into(), "Back yard".into(), "Austin, TX".to_owned()][..])
    );
    assert!(!card.contact.notes.contains("4AAQ"));
}

#[test]
fn broken_cards_are_taken_as_far_as_they_go() {
    assert!(read_cards(b"").is_empty());
    assert!(read_cards(b"END:VCARD\nFN:nobody\n").is_empty());
    let unended = read_cards(
        "BEGIN:VCARD\nFN:One\nBEGIN:VCARD\nFN:Two\nstray words\nTEL\nEND:VCARD\nBEGIN:VCARD\nFN:Three"
            .as_bytes(),
    );
    let names: Vec<&str> = unended.iter().map(|card| card.contact.name.as_str()).collect();
    assert_eq!(names, ["One", "Two", "Three"]);
    assert!(unended[1].contact.notes.contains("stray words"), "what has no place is a note");
    let long = format!("BEGIN:VCARD\nFN:{}\nEND:VCARD", "长".repeat(5000));
    assert_eq!(card(&long).contact.name.chars().count(), 5000);
    let back = read_cards(write_cards(&[card(&long)], Version::V3).as_bytes());
    assert_eq!(back[0].contact.name.chars().count(), 5000);
}

#[test]
fn naughty_names_come_back_as_they_were() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/bad/blns.txt");
    let text = std::fs::read_to_string(path).unwrap();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let card = Card {
            contact: crate::parties::Contact { name: line.to_owned(), ..Default::default() },
            ..Card::default()
        };
        for version in [Version::V3, Version::V4] {
            let again = read_cards(write_cards([&card], version).as_bytes());
            assert_eq!(again.len(), 1, "{line:?}");
            assert_eq!(again[0].contact.name, line);
        }
    }
}
