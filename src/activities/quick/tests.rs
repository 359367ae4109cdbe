use super::*;
use crate::calendar::parse_day;

/// Monday.
const TODAY: &str = "2026-03-09";

fn names() -> Vec<String> {
    ["王芸", "王小明", "李泊", "Anna Berg", "Jo Reed"].map(str::to_owned).to_vec()
}

fn read(line: &str) -> QuickEntry {
    quick(line, parse_day(TODAY).unwrap(), &names())
}

/// `kind date time contact | text | next step on due`
fn said(line: &str) -> String {
    let entry = read(line);
    let next = match (&entry.next_step, entry.next_on) {
        (Some(step), Some(day)) => format!(" | {step} @ {day}"),
        (None, None) => String::new(),
        half => panic!("{line}: {half:?}"),
    };
    let about: Vec<String> =
        [Some(entry.kind.as_str().to_owned()), Some(entry.date.to_string()), entry.time, entry.contact]
            .into_iter()
            .flatten()
            .collect();
    format!("{} | {}{next}", about.join(" "), entry.text)
}

#[track_caller]
fn check(table: &[(&str, &str)]) {
    for (line, expected) in table {
        assert_eq!(said(line), *expected, "{line}");
    }
}

#[test]
fn a_line_says_kind_day_contact_and_next_step_in_either_language() {
    check(&[
        ("电话 3月5日 答应周五付 5000", "call 2026-03-05 | 答应周五付 5000 | 付 5000 @ 2026-03-13"),
        (
            "call Mar 5 promised to pay Friday 5000",
            "call 2026-03-05 | promised to pay Friday 5000 | pay 5000 @ 2026-03-13",
        ),
        (
            "电话 今天 王芸 答应周五付 11300",
            "call 2026-03-09 王芸 | 答应周五付 11300 | 付 11300 @ 2026-03-13",
        ),
        (
            "Call today Anna Berg: will send the order by Friday.",
            "call 2026-03-09 Anna Berg | will send the order by Friday. | send the order @ 2026-03-13",
        ),
        ("昨天拜访李泊，看了新样品", "visit 2026-03-08 李泊 | 看了新样品"),
        ("备注：换了新仓库", "note 2026-03-09 | 换了新仓库"),
        ("电话３月５日王芸答应下周一付款", "call 2026-03-05 王芸 | 答应下周一付款 | 付款 @ 2026-03-16"),
        ("met yesterday 3pm with Jo Reed", "meeting 2026-03-08 15:00 Jo Reed | "),
        ("邮件 2026-03-02 询价已回复，等他们确认", "mail 2026-03-02 | 询价已回复，等他们确认"),
    ]);
}

#[test]
fn days_are_read_as_people_write_them() {
    check(&[
        ("电话 2026/3/2 聊", "call 2026-03-02 | 聊"),
        ("电话 2026年3月2日 聊", "call 2026-03-02 | 聊"),
        ("电话 12月28日 聊", "call 2025-12-28 | 聊"),
        ("电话 上周五 聊", "call 2026-03-06 | 聊"),
        ("电话 周五 聊", "call 2026-03-06 | 聊"),
        ("电话 周一 聊", "call 2026-03-09 | 聊"),
        ("电话 5号 聊", "call 2026-03-05 | 聊"),
        ("电话 20日 聊", "call 2026-02-20 | 聊"),
        ("电话 前天 聊", "call 2026-03-07 | 聊"),
        ("call 5th March 2026 chat", "call 2026-03-05 | chat"),
        ("call last Tuesday chat", "call 2026-03-03 | chat"),
        ("call Feb. 29, 2024 chat", "call 2024-02-29 | chat"),
    ]);
}

#[test]
fn a_day_to_come_makes_the_clause_around_it_the_next_step() {
    check(&[
        ("电话 说月底前付清", "call 2026-03-09 | 说月底前付清 | 说付清 @ 2026-03-31"),
        (
            "电话 库存不够。下周三送样品，带报价",
            "call 2026-03-09 | 库存不够。下周三送样品，带报价 | 送样品 @ 2026-03-18",
        ),
        ("电话 说三天后回电", "call 2026-03-09 | 说三天后回电 | 说回电 @ 2026-03-12"),
        (
            "电话 答应20号付 1,300.50 元",
            "call 2026-03-09 | 答应20号付 1,300.50 元 | 付 1,300.50 元 @ 2026-03-20",
        ),
        ("电话 约好下月5号对账", "call 2026-03-09 | 约好下月5号对账 | 对账 @ 2026-04-05"),
        (
            "电话 3月5日付了 200，周三再付 300",
            "call 2026-03-05 | 付了 200，周三再付 300 | 再付 300 @ 2026-03-11",
        ),
        ("call ships in two weeks", "call 2026-03-09 | ships in two weeks | ships @ 2026-03-23"),
        ("call he pays next week", "call 2026-03-09 | he pays next week | he pays @ 2026-03-16"),
        (
            "call agreed to pay 1,000 on Mar 20",
            "call 2026-03-09 | agreed to pay 1,000 on Mar 20 | pay 1,000 @ 2026-03-20",
        ),
        ("call quote due the 20th", "call 2026-03-09 | quote due the 20th | quote @ 2026-03-20"),
        ("电话 货在3号楼，上周五发的", "call 2026-03-09 | 货在3号楼，上周五发的"),
    ]);
}

#[test]
fn a_line_that_begins_with_a_day_to_come_is_a_plan_of_today() {
    check(&[
        ("下周一 送样品", "note 2026-03-09 | 送样品 | 送样品 @ 2026-03-16"),
        ("拜访 明天 王芸 带样品", "note 2026-03-09 王芸 | 拜访 带样品 | 拜访 带样品 @ 2026-03-10"),
        (
            "tomorrow send the contract",
            "note 2026-03-09 | send the contract | send the contract @ 2026-03-10",
        ),
    ]);
    let entry = quick("明天", parse_day(TODAY).unwrap(), &[]);
    assert_eq!((entry.next_step, entry.text.as_str()), (None, ""));
}

#[test]
fn a_contact_is_known_by_name_surname_and_title_or_first_name_but_never_guessed() {
    check(&[
        ("电话 李总 催款", "call 2026-03-09 李泊 | 催款"),
        ("电话 王总 催款", "call 2026-03-09 | 王总 催款"),
        ("电话 王小明催款", "call 2026-03-09 王小明 | 催款"),
        ("call anna about prices", "call 2026-03-09 Anna Berg | about prices"),
        ("call Annabel about prices", "call 2026-03-09 | Annabel about prices"),
        ("电话 说让李泊来谈", "call 2026-03-09 李泊 | 说让李泊来谈"),
    ]);
}

#[test]
fn words_that_only_begin_like_others_are_left_alone() {
    check(&[
        ("会议室租金下个季度涨", "note 2026-03-09 | 会议室租金下个季度涨"),
        ("callous remark", "note 2026-03-09 | callous remark"),
        ("notes on prices", "note 2026-03-09 | notes on prices"),
        ("微信 今天 说收到货", "mail 2026-03-09 | 微信 说收到货"),
        ("电话会议 谈价格", "meeting 2026-03-09 | 谈价格"),
        ("5000 paid", "note 2026-03-09 | 5000 paid"),
    ]);
}

#[test]
fn what_was_understood_is_told_in_the_words_it_was_read_from() {
    let told: Vec<(UnderstoodPart, String)> = read("电话 3月5日 王芸 答应周五付 5000")
        .understood
        .into_iter()
        .map(|understood| (understood.part, understood.words))
        .collect();
    let expected = [
        (UnderstoodPart::Kind, "电话"),
        (UnderstoodPart::Date, "3月5日"),
        (UnderstoodPart::Contact, "王芸"),
        (UnderstoodPart::NextStep, "付 5000"),
        (UnderstoodPart::Due, "周五"),
        (UnderstoodPart::Promised, "5000"),
    ];
    assert_eq!(told, expected.map(|(part, words)| (part, words.to_owned())));
}

#[test]
fn any_text_is_a_line_and_none_of_it_is_lost() {
    let long = "答应付款，".repeat(1_000);
    for line in [
        "",
        "   ",
        "\u{202e}周",
        "3月",
        "2026-13-45",
        "99月99日",
        "电话",
        "0:99",
        "\0",
        "Ω≈ç√",
        "🙃周五🙃",
        &long,
    ] {
        let entry = read(line);
        assert!(entry.next_step.as_ref().is_none_or(|step| step.chars().count() <= TITLE_CHARS), "{line}");
    }
    assert_eq!(read(&long).text, long);
    assert_eq!(read("2026-13-45 x").text, "2026-13-45 x");
}

#[test]
fn times_are_read_where_they_are_times() {
    for (line, time) in [
        ("电话 9:30 聊", Some("09:30")),
        ("电话 今天 下午3点 聊", Some("15:00")),
        ("电话 上午10点半 聊", Some("10:30")),
        ("电话 晚上8点15分 聊", Some("20:15")),
        ("call 12am chat", Some("00:00")),
        ("call 4:05 pm chat", Some("16:05")),
        ("call 25:00 chat", None),
        ("call 7 people", None),
    ] {
        assert_eq!(read(line).time.as_deref(), time, "{line}");
    }
}
