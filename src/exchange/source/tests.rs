//! Files as they come: encodings, delimiters, workbooks, databases.

use std::path::{Path, PathBuf};

use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, SHIFT_JIS, UTF_8, WINDOWS_1252};
use proptest::prelude::*;
use tempfile::TempDir;

use super::*;

/// The headers and the rows of a file that was written with these bytes.
fn table(name: &str, bytes: &[u8], options: &ReadOptions) -> Result<Vec<Vec<String>>> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    table_at(&path, options)
}

fn table_at(path: &Path, options: &ReadOptions) -> Result<Vec<Vec<String>>> {
    let source = Source::open(path, options)?;
    let mut table = vec![source.columns().to_vec()];
    for row in source.rows()? {
        table.push(row?.cells().map(str::to_owned).collect());
    }
    Ok(table)
}

fn code(result: Result<Vec<Vec<String>>>) -> String {
    result.expect_err("a refusal").code()
}

const CHINESE: &str = "客户编号,客户名称,联系人,地址\n\
    C001,上海浦江贸易有限公司,张建国,上海市浦东新区世纪大道一百号\n\
    C002,北京中关村科技股份有限公司,李小明,北京市海淀区中关村大街二十七号\n\
    C003,广州市天河区百货商店,王芳,广东省广州市天河区天河路三百八十五号\n";
const GERMAN: &str = "Nummer;Name;Straße;Ort\n1;Müller & Söhne GmbH;Königsallee 5;Düsseldorf\n\
    2;Bäckerei Größle;Gänseweg 12;Nürnberg\n3;Café René;Lübecker Straße 8;Köln\n";
const JAPANESE: &str = "顧客番号,会社名,住所\n1,株式会社ひまわり商事,東京都千代田区丸の内\n\
    2,さくら工業株式会社,大阪府大阪市北区梅田\n3,みどり運輸,愛知県名古屋市中村区\n";
const TAIWANESE: &str = "客戶編號,客戶名稱,地址\n1,臺灣精密機械股份有限公司,臺北市信義區松仁路一百號\n\
    2,高雄國際貿易有限公司,高雄市前鎮區中華五路\n3,新竹電子企業,新竹市東區光復路二段\n";
const KOREAN: &str = "고객번호,회사명,주소\n1,한국무역주식회사,서울특별시 중구 세종대로\n\
    2,대한상사,부산광역시 해운대구 센텀로\n3,미래전자,인천광역시 연수구 송도대로\n";

#[test]
fn an_encoding_is_found_from_the_text_alone() {
    for (text, encoding) in [
        (CHINESE, GB18030),
        (CHINESE, UTF_8),
        (GERMAN, WINDOWS_1252),
        (JAPANESE, SHIFT_JIS),
        (TAIWANESE, BIG5),
        (KOREAN, EUC_KR),
    ] {
        let expected = table("a.csv", text.as_bytes(), &ReadOptions::default()).unwrap();
        let (bytes, _, unmappable) = encoding.encode(text);
        assert!(!unmappable);
        let read = table("a.csv", &bytes, &ReadOptions::default()).unwrap();
        assert_eq!(read, expected, "{}", encoding.name());
        assert_eq!(read.len(), 4);
        assert!(read[0].len() >= 3);
    }
}

#[test]
fn utf_16_is_read_with_and_without_its_mark_in_both_byte_orders() {
    for text in [CHINESE, GERMAN] {
        let expected = table("a.csv", text.as_bytes(), &ReadOptions::default()).unwrap();
        for mark in ["", "\u{feff}"] {
            let marked = format!("{mark}{text}");
            let little: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = marked.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(table("a.csv", &little, &ReadOptions::default()).unwrap(), expected);
            assert_eq!(table("a.csv", &big, &ReadOptions::default()).unwrap(), expected);
        }
    }
}

#[test]
fn a_rare_character_of_gb18030_survives_and_a_mark_of_utf_8_is_no_text() {
    let (bytes, _, _) = GB18030.encode("名称,数量\n䶮𠮷商行,3\n上海市的公司,5\n");
    let chosen = ReadOptions { encoding: Some("gbk".into()), ..ReadOptions::default() };
    assert_eq!(table("a.csv", &bytes, &chosen).unwrap()[1], ["䶮𠮷商行", "3"]);
    assert_eq!(
        table("a.csv", "\u{feff}a,b\n1,2\n".as_bytes(), &ReadOptions::default()).unwrap()[0],
        ["a", "b"]
    );
}

#[test]
fn chinese_behind_a_megabyte_of_ascii_is_still_found() {
    let mut text = String::from("code,name\n");
    for number in 0..60_000 {
        text.push_str(&format!("{number},plain name of a party\n"));
    }
    text.push_str("60000,上海浦江贸易有限公司与北京中关村科技\n60001,广州市天河区的百货商店\n");
    let (bytes, _, _) = GB18030.encode(&text);
    let read = table("a.csv", &bytes, &ReadOptions::default()).unwrap();
    assert_eq!(read[60_001][1], "上海浦江贸易有限公司与北京中关村科技");
}

#[test]
fn a_delimiter_is_found_or_chosen() {
    for delimiter in [",", ";", "\t", "|", "^", "~", "\u{1f}"] {
        let text = ["code", "name", "amount\n1", "\"a,b;c|d\"", "12,50\n2", "x", "7\n"].join(delimiter);
        let text = if delimiter == "," { text.replace("12,50", "12.50") } else { text };
        let read = table("a.txt", text.as_bytes(), &ReadOptions::default()).unwrap();
        assert_eq!(read[0], ["code", "name", "amount"], "{delimiter:?}");
        assert_eq!(read[1][1], "a,b;c|d");
    }
    let chosen = ReadOptions { delimiter: Some('#'), ..ReadOptions::default() };
    assert_eq!(table("a.txt", b"a#b,c\n", &chosen).unwrap()[0], ["a", "b,c"]);
    let hinted = table("a.csv", b"sep=;\r\na;b\r\n1;2,3\r\n", &ReadOptions::default()).unwrap();
    assert_eq!(hinted, [["a", "b"], ["1", "2,3"]]);
    let impossible = ReadOptions { delimiter: Some('"'), ..ReadOptions::default() };
    assert_eq!(code(table("a.txt", b"a,b\n", &impossible)), "field_invalid");
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_shows_them() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.csv");
    std::fs::write(&path, "\n\na,b\r\n1,\"two\r\nlines\"\r\n\r\n,\r\n3,4\n").unwrap();
    let source = Source::open(&path, &ReadOptions::default()).unwrap();
    let numbers: Vec<u32> = source.rows().unwrap().map(|row| row.unwrap().number()).collect();
    assert_eq!((source.columns(), numbers), (&["a".to_owned(), "b".to_owned()][..], vec![4, 7]));
}

#[test]
fn headers_are_chosen_by_row_and_always_have_distinct_names() {
    let text = b"a report\nPhone,,Phone\n1,2,3\n";
    let second = ReadOptions { header_row: Some(2), ..ReadOptions::default() };
    assert_eq!(table("a.csv", text, &second).unwrap()[0], ["Phone", "B", "Phone (2)"]);
    let none = ReadOptions { header_row: Some(0), ..ReadOptions::default() };
    let read = table("a.csv", b"1,2\n3,4\n", &none).unwrap();
    assert_eq!(read, [["A", "B"], ["1", "2"], ["3", "4"]]);
    let beyond = ReadOptions { header_row: Some(9), ..ReadOptions::default() };
    assert_eq!(code(table("a.csv", text, &beyond)), "import_header_missing");
    assert_eq!(column_letters(701), "ZZ");
}

#[test]
fn a_workbook_gives_decimals_and_days_as_they_were_typed() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.xlsx");
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let date = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    let sheet = workbook.add_worksheet().set_name("明细").unwrap();
    sheet.write_row(2, 0, ["编号", "日期", "金额", "备注"]).unwrap();
    sheet.write_string(3, 0, "007").unwrap();
    sheet.write_number_with_format(3, 1, 46_086, &date).unwrap();
    sheet.write_number(3, 2, 0.1 + 0.2).unwrap();
    sheet.write_string(3, 3, "=1+1").unwrap();
    sheet.write_number_with_format(5, 1, 46_086.5, &date).unwrap();
    sheet.write_number(5, 2, 1234.56).unwrap();
    sheet.write_boolean(5, 3, true).unwrap();
    workbook.add_worksheet().set_name("second").unwrap().write_string(0, 0, "x").unwrap();
    workbook.save(&path).unwrap();

    assert_eq!(
        table_at(&path, &ReadOptions::default()).unwrap(),
        [
            vec!["编号", "日期", "金额", "备注"],
            vec!["007", "2026-03-05", "0.3", "=1+1"],
            vec!["", "2026-03-05 12:00:00", "1234.56", "TRUE"],
        ]
    );
    let second = ReadOptions { sheet: Some("second".into()), ..ReadOptions::default() };
    assert_eq!(table_at(&path, &second).unwrap(), [["x"]]);
    let third = ReadOptions { sheet: Some("third".into()), ..ReadOptions::default() };
    assert_eq!(code(table_at(&path, &third)), "not_found");
}

fn northwind() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/northwind/northwind_small.sqlite")
}

#[test]
fn a_database_gives_a_table_a_view_or_one_reading_query() {
    let customers = ReadOptions { table: Some("customers".into()), ..ReadOptions::default() };
    let read = table_at(&northwind(), &customers).unwrap();
    assert_eq!((read.len(), read[0][0].as_str(), read[1][0].as_str()), (94, "CustomerID", "ALFKI"));
    let query = "select CustomerID as code, count(*) as orders from Orders group by 1 order by 1;";
    let counted = ReadOptions { query: Some(query.into()), ..ReadOptions::default() };
    assert_eq!(table_at(&northwind(), &counted).unwrap()[..2], [["code", "orders"], ["ALFKI", "6"]]);
    assert_eq!(code(table_at(&northwind(), &ReadOptions::default())), "import_table_unchosen");
}

#[test]
fn a_query_that_does_more_than_read_is_refused() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a # 100%?.sqlite");
    std::fs::copy(northwind(), &path).unwrap();
    for query in [
        "delete from Orders",
        "attach database 'other.sqlite' as other",
        "select 1; delete from Orders",
        "with gone as (select 1) delete from Orders",
        "pragma user_version = 7",
        "",
    ] {
        let options = ReadOptions { query: Some(query.into()), ..ReadOptions::default() };
        assert_eq!(code(table_at(&path, &options)), "field_invalid", "{query}");
    }
    let broken = ReadOptions { query: Some("select nothing from nowhere".into()), ..ReadOptions::default() };
    assert_eq!(code(table_at(&path, &broken)), "import_database_unreadable");
    assert_eq!(std::fs::read(&path).unwrap(), std::fs::read(northwind()).unwrap());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn rows_that_nobody_pulls_any_more_end_their_thread() {
    let options = ReadOptions { table: Some("Order Details".into()), ..ReadOptions::default() };
    let mut rows = Source::open(&northwind(), &options).unwrap().rows().unwrap();
    assert!(rows.next().is_some());
    drop(rows);
}

fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    encoding.encode(text).0.into_owned()
}

proptest! {
    /// What a correct program writes comes back cell by cell, whatever the cells hold.
    #[test]
    fn every_table_survives_being_written_and_read(
        cells in prop::collection::vec(prop::collection::vec("[a-z ,;\"\n\r中é]{0,6}", 3), 1..6)
    ) {
        let mut writer = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
        writer.write_record(["first", "second", "third"]).unwrap();
        for row in &cells {
            writer.write_record(row).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let options = ReadOptions { encoding: Some("gb18030".into()), delimiter: Some(','), ..ReadOptions::default() };
        let read = table("a.csv", &encoded(&text, GB18030), &options).unwrap();
        let kept: Vec<_> = cells.into_iter().filter(|row| !row.concat().trim().is_empty()).collect();
        prop_assert_eq!(&read[1..], &kept[..]);
    }

    /// No bytes make the reader panic.
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = table("a.csv", &bytes, &ReadOptions::default());
    }
}
