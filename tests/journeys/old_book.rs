//! A book of an earlier version keeps what it holds when it is migrated.

use kezhang::store::MIGRATIONS;
use rusqlite::Connection;

/// A Chinese book as version 2 left it: an invoice whose line points to its tax.
const VERSION_2: &str = "
insert into book values (1, 'b', 'cn-small', 'CNY', 'half_up', 1, 'zh-CN', '2026-01-01T00:00:00.000Z');
insert into account (id, code, name_zh, name_en, type, side, postable) values
  (1, '5001', '', '', 'revenue', -1, 1), (2, '222101', '', '', 'liability', -1, 0), (3, '222107', '', '', 'liability', -1, 1);
insert into tax (id, code, treatment, rate_percent, name_zh, name_en, active) values
  (1, 'VAT13', 'rate', '13', '13%', '13%', 1), (2, 'LEVY1', 'simplified', '1', '', '', 1),
  (3, 'OWN', 'rate', '7.5', '', '', 0), (4, 'EXEMPT', 'exempt', '0', '', '', 1);
insert into party (id, code, name, is_customer, is_supplier, version_id) values (1, 'C1', 'C1', 1, 0, 1);
insert into party_version values (1, 1, 1, 1, 'C1', '{}', x'00');
insert into company_version values (1, 1, '{}', x'00');
insert into document (seq, kind, number, numbered, party_id, party_version_id, company_version_id, date, currency, rate,
                      net_minor, tax_minor, gross_minor, salt, text_digest)
values (7, 'invoice', 'XS1', 1, 1, 1, 1, '2026-01-05', 'CNY', '1', 10000, 1300, 11300, x'00', x'00');
insert into document_line (seq, line, description, quantity, unit_price, tax_id, account_id, gross_minor, net_minor, tax_minor)
values (7, 1, 'goods', '1', '100', 1, 1, 10000, 10000, 1300), (7, 2, 'goods', '1', '0', 4, 1, 0, 0, 0);
";

/// A book at version 2, then migrated.
fn migrated() -> Connection {
    migrated_from(2, VERSION_2)
}

/// A book as that version left it, then migrated, each step in one transaction as the program does it.
fn migrated_from(version: usize, rows: &str) -> Connection {
    let mut conn = Connection::open_in_memory().unwrap();
    conn.pragma_update(None, "foreign_keys", true).unwrap();
    let (old, new) = MIGRATIONS.split_at(version);
    for (_, sql) in old {
        conn.execute_batch(sql).unwrap();
    }
    conn.execute_batch(rows).unwrap();
    for (name, sql) in new {
        let step = conn.transaction().unwrap();
        step.execute_batch(sql).unwrap_or_else(|error| panic!("{name}: {error}"));
        step.commit().unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    conn
}

fn texts(conn: &Connection, sql: &str) -> Vec<String> {
    let mut statement = conn.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.collect::<rusqlite::Result<_>>().unwrap()
}

#[test]
fn an_older_book_keeps_its_taxes_and_its_lines_still_point_to_them() {
    let conn = migrated();
    let versions = "select id || ' ' || code || ' ' || valid_from || ' ' || coalesce(valid_to, '-') || ' ' || active ||
                    ' ' || coalesce(p.rate, '-') from tax left join tax_part p on p.tax_id = tax.id order by id";
    assert_eq!(
        texts(&conn, versions),
        [
            "1 VAT13 2019-04-01 - 1 13",
            "2 LEVY1 2020-03-01 2027-12-31 1 1",
            "3 OWN  - 0 7.5",
            "4 EXEMPT  - 1 -"
        ]
    );
    let of_lines = "select t.code from document_line l join tax t on t.id = l.tax_id order by l.line";
    assert_eq!(texts(&conn, of_lines), ["VAT13", "EXEMPT"]);
    assert!(texts(&conn, "select \"table\" from pragma_foreign_key_check").is_empty());
    let orphan = conn.execute("delete from tax where id = 1", []);
    assert!(orphan.is_err(), "a tax that lines point to cannot go");
}

#[test]
fn an_older_book_gets_the_roles_that_came_later() {
    let roles =
        "select r.role || ' ' || a.code from account_role r join account a on a.id = r.account_id order by 1";
    assert_eq!(
        texts(&migrated(), roles),
        ["CUST_DEPOSIT 224101", "SUPP_DEPOSIT 122101", "VAT_SIMPLIFIED 222107", "VAT_SMALL 222101"]
    );
}

/// A book of the last version that replaced rows for one day; the trail tells what each act entered.
const RULES_REPLACED: &str = r#"
insert into book values (1, 'b', 'cn-small', 'CNY', 'half_up', 1, 'zh-CN', '2026-01-01T00:00:00.000Z');
insert into user (id, name, role) values (1, 'o', 'owner');
insert into trail (seq, recorded_at, actor_id, command, subject, form, digest, hash, salt, body) values
  (5, '', 1, 'vat_rule.save', 'act', 1, x'00', x'00', x'00',
   '{"vat_rule":{"rule":"exempt_below","valid_from":"2026-04-01","valid_to":null,"value":"5"}}'),
  (6, '', 1, 'vat_rule.save', 'act', 1, x'00', x'00', x'00',
   '{"vat_rule":{"rule":"exempt_below","valid_from":"2026-04-01","valid_to":"2026-12-31","value":"6"}}'),
  (7, '', 1, 'taxpayer.save', 'act', 1, x'00', x'00', x'00',
   '{"taxpayer":{"city_percent":"7","filing":"month","regime":"general","relief":true,"valid_from":"2026-01-01"}}'),
  (8, '', 1, 'taxpayer.save', 'act', 1, x'00', x'00', x'00',
   '{"taxpayer":{"city_percent":"5","filing":"quarter","regime":"small_scale","relief":false,"valid_from":"2026-01-01"}}'),
  (9, '', 1, 'taxpayer.save', 'act', 1, x'00', x'00', null, null);
insert into vat_rule (rule, valid_from, valid_to, value) values
  ('exempt_below', '2026-04-01', '2026-12-31', '6'), ('education', '', null, '3');
insert into taxpayer values ('2026-01-01', 'small_scale', 'quarter', '5', 0), ('2027-01-01', 'general', 'month', '1', 1);
"#;

#[test]
fn an_older_book_knows_again_when_each_rule_of_tax_was_entered() {
    let before = MIGRATIONS.iter().position(|(name, _)| name.ends_with("_vat_as_known.sql")).unwrap();
    let conn = migrated_from(before, RULES_REPLACED);
    let rules =
        "select seq || ' ' || valid_from || ' ' || coalesce(valid_to, '-') || ' ' || value from vat_rule
                 where rule = 'exempt_below' order by valid_from, seq";
    assert_eq!(
        texts(&conn, rules),
        ["0 2026-01-01 2027-12-31 100000", "5 2026-04-01 - 5", "6 2026-04-01 2026-12-31 6"]
    );
    let companies =
        "select seq || ' ' || valid_from || ' ' || regime || ' ' || relief from taxpayer order by 1";
    assert_eq!(
        texts(&conn, companies),
        [
            // Its act was blanked: it is kept as what was always known.
            "0 2027-01-01 general 1",
            "7 2026-01-01 general 1",
            "8 2026-01-01 small_scale 0",
        ]
    );
}
