//! The words of both languages that a quick line is read by.

use super::ActivityKind::{self, Call, Mail, Meeting, Note, Visit};

/// A word of a kind, and whether it only names the kind; otherwise it stays in the text.
pub(super) const KINDS: &[(&str, ActivityKind, bool)] = &[
    ("电话", Call, true),
    ("打电话", Call, true),
    ("致电", Call, true),
    ("来电", Call, true),
    ("通话", Call, true),
    ("邮件", Mail, true),
    ("发邮件", Mail, true),
    ("来信", Mail, true),
    ("微信", Mail, false),
    ("短信", Mail, false),
    ("拜访", Visit, true),
    ("走访", Visit, true),
    ("上门", Visit, true),
    ("来访", Visit, true),
    ("会议", Meeting, true),
    ("开会", Meeting, true),
    ("会面", Meeting, true),
    ("见面", Meeting, true),
    ("电话会议", Meeting, true),
    ("备注", Note, true),
    ("记录", Note, true),
    ("call", Call, true),
    ("called", Call, true),
    ("phone", Call, true),
    ("phoned", Call, true),
    ("phone call", Call, true),
    ("mail", Mail, true),
    ("mailed", Mail, true),
    ("email", Mail, true),
    ("e-mail", Mail, true),
    ("emailed", Mail, true),
    ("message", Mail, false),
    ("visit", Visit, true),
    ("visited", Visit, true),
    ("meeting", Meeting, true),
    ("met", Meeting, true),
    ("note", Note, true),
];

/// What begins like a kind and is none.
pub(super) const NO_KINDS: &[&str] =
    &["会议室", "电话费", "电话号", "邮件地址", "call centre", "call center"];

/// What stands between the kind and a contact.
pub(super) const CONNECTORS: &[&str] = &["跟", "和", "与", "给", "向", "with", "to", "from"];

/// How a contact is addressed by the surname.
pub(super) const HONORIFICS: &[&str] =
    &["总", "经理", "先生", "女士", "小姐", "主任", "老师", "会计", "老板", "师傅", "工", "姐", "哥"];

/// What comes before something that will be done.
pub(super) const PROMISES: &[&str] = &[
    "答应",
    "承诺",
    "保证",
    "约定",
    "约好",
    "说好",
    "下一步",
    "提醒",
    "记得",
    "promised to",
    "promises to",
    "promised",
    "agreed to",
    "will",
    "next step",
    "remember to",
    "remind me to",
    "need to",
];

/// What leads into a day.
pub(super) const DAY_LEADS: &[&str] = &["在", "于", "by", "on", "before", "until", "due"];

/// What follows a day and belongs to it.
pub(super) const DAY_TAILS: &[&str] = &["前", "之前", "以前"];

pub(super) const WEEKDAYS_ZH: &[(char, u32)] =
    &[('一', 0), ('二', 1), ('三', 2), ('四', 3), ('五', 4), ('六', 5), ('日', 6), ('天', 6)];

/// Sat and Sun are no days on their own: both are words.
pub(super) const WEEKDAYS_EN: &[(&str, u32)] = &[
    ("monday", 0),
    ("mon", 0),
    ("tuesday", 1),
    ("tue", 1),
    ("tues", 1),
    ("wednesday", 2),
    ("wed", 2),
    ("thursday", 3),
    ("thu", 3),
    ("thurs", 3),
    ("friday", 4),
    ("fri", 4),
    ("saturday", 5),
    ("sunday", 6),
];

pub(super) const MONTHS_EN: &[(&str, u32)] = &[
    ("january", 1),
    ("jan", 1),
    ("february", 2),
    ("feb", 2),
    ("march", 3),
    ("mar", 3),
    ("april", 4),
    ("apr", 4),
    ("may", 5),
    ("june", 6),
    ("jun", 6),
    ("july", 7),
    ("jul", 7),
    ("august", 8),
    ("aug", 8),
    ("september", 9),
    ("sep", 9),
    ("sept", 9),
    ("october", 10),
    ("oct", 10),
    ("november", 11),
    ("nov", 11),
    ("december", 12),
    ("dec", 12),
];

pub(super) const NUMERALS: &[(&str, u32)] = &[
    ("一", 1),
    ("两", 2),
    ("二", 2),
    ("三", 3),
    ("四", 4),
    ("五", 5),
    ("六", 6),
    ("七", 7),
    ("八", 8),
    ("九", 9),
    ("十", 10),
    ("a", 1),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("ten", 10),
];

/// What follows 号 where it counts no days: 3号楼.
pub(super) const NO_DAY_AFTER_HAO: &str = "楼线门仓库机房店馆柜车桥院厂地文码单合订窗台";
