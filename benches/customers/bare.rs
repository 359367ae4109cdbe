//! The bare program: the same rows in plain tables with the indexes its questions need.
//!
//! Its search has the program's own index text, since SQLite has none for a part of a Chinese name or for pinyin.

use std::path::Path;

use kezhang::store::search;
use rusqlite::types::Value;
use rusqlite::{Connection, ToSql, params};

use super::rows::{self, End, Size, today};
use super::{PivotAsk, SegmentAsk, Third};

const SCHEMA: &str = "
create table user (id integer primary key, name text not null);
create table customer (id integer primary key, code text not null unique, name text not null, short_name text not null,
  tax_id text not null, terms text, phone text not null, contact text not null, industry text not null,
  region text not null, added_on text not null);
create index customer_by_region on customer (region, industry);
create virtual table customer_search using fts5 (tokens, content = '', tokenize = 'ascii');
create table invoice (id integer primary key, number text not null unique, customer_id integer not null,
  date text not null, due_on text not null, total integer not null, paid integer not null);
create index invoice_by_customer on invoice (customer_id, date, id);
create index invoice_open on invoice (customer_id, due_on, total, paid) where paid < total;
create index invoice_by_date on invoice (date, customer_id, total);
create table receipt (id integer primary key, number text not null unique, customer_id integer not null,
  date text not null, amount integer not null);
create index receipt_by_customer on receipt (customer_id, date, id);
create table activity (id integer primary key, customer_id integer not null, kind text not null, date text not null,
  contact text not null, text text not null, next_step text not null, next_on text, user_id integer not null);
create index activity_by_customer on activity (customer_id, date, id);
create table task (id integer primary key, customer_id integer not null, title text not null, due_on text not null,
  user_id integer not null, state text not null);
create index task_by_customer on task (customer_id, due_on) where state = 'open';
create table lost_reason (id integer primary key, decided integer not null);
create table opportunity (id integer primary key, customer_id integer not null, title text not null,
  user_id integer not null, stage_id integer not null, state text not null, amount integer not null,
  close_on text not null, next_step text not null, next_step_on text, created_on text not null,
  entered_on text not null, deadline_on text, lost_reason_id integer);
create table move (id integer primary key, opportunity_id integer not null, customer_id integer not null, kind text not null,
  date text not null);
create index move_by_customer on move (customer_id, date, id);
create index opportunity_by_stage on opportunity (stage_id, state, deadline_on, id);
create index opportunity_sums on opportunity (state, stage_id, amount);
create index opportunity_by_deadline on opportunity (state, deadline_on);
create index opportunity_by_next on opportunity (state, next_step_on, next_step);
create index opportunity_by_end on opportunity (state, entered_on, lost_reason_id, amount);
insert into user values (1, 'owner');
insert into lost_reason values (1, 1), (2, 1), (3, 1), (4, 1), (5, 0), (6, 0), (7, 0);
";

/// Owned rows, every column of them.
pub type Rows = Vec<Vec<Value>>;

#[derive(Debug)]
pub struct Bare {
    conn: Connection,
}

/// Makes the database; rows come in the order in which the book gets them.
pub fn make(path: &Path, size: Size) -> Bare {
    let mut conn = Connection::open(path).unwrap();
    conn.pragma_update(None, "journal_mode", "wal").unwrap();
    conn.pragma_update(None, "cache_size", -64 * 1024).unwrap();
    conn.set_prepared_statement_cache_capacity(64);
    conn.execute_batch(SCHEMA).unwrap();
    let transaction = conn.transaction().unwrap();
    let run = |sql: &str, values: &[&dyn ToSql]| {
        transaction.prepare_cached(sql).unwrap().execute(values).unwrap();
    };
    for n in 1..=size.customers {
        let rows::Customer { code, name, phone, contact, industry, region, .. } = rows::customer(n);
        run(
            "insert into customer values (?, ?, ?, '', '', null, ?, ?, ?, ?, ?)",
            params![n, code, name, phone, contact, industry, region, today().to_string()],
        );
        let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
        let tokens = search::index_text([&*name, &*code, &*phone, &*contact, &*digits]);
        run("insert into customer_search (rowid, tokens) values (?, ?)", params![n, tokens]);
    }
    // One count for everything that stands in a timeline, as it happened.
    let mut id = i64::from(size.customers);
    for n in 0..size.invoices {
        let invoice = size.invoice(n);
        let (total, due_on) = (invoice.total_cents(), invoice.due_on.to_string());
        let paid = if invoice.paid { total } else { 0 };
        id += 1;
        run(
            "insert into invoice values (?, ?, ?, ?, ?, ?, ?)",
            params![
                id,
                format!("INV-{id:07}"),
                invoice.customer,
                invoice.date.to_string(),
                due_on,
                total,
                paid
            ],
        );
        if invoice.paid {
            id += 1;
            run(
                "insert into receipt values (?, ?, ?, ?, ?)",
                params![id, format!("RC-{id:07}"), invoice.customer, due_on, total],
            );
        }
    }
    for n in 0..size.activities {
        let talk = rows::activity(n, size);
        let (step, next_on) =
            (talk.next.map_or("", |(step, _)| step), talk.next.map(|(_, day)| day.to_string()));
        id += 1;
        run(
            "insert into activity values (?, ?, ?, ?, ?, ?, ?, ?, 1)",
            params![
                id,
                talk.customer,
                talk.kind,
                talk.date.to_string(),
                talk.contact,
                talk.text,
                step,
                next_on
            ],
        );
        if talk.next.is_some() {
            run(
                "insert into task (customer_id, title, due_on, user_id, state) values (?, ?, ?, 1, 'open')",
                params![talk.customer, step, next_on],
            );
        }
    }
    for n in 0..size.opportunities {
        let chance = rows::opportunity(n, size);
        let (stage, state, reason) = match chance.end {
            End::Open => (chance.stage, "open", None),
            End::Won => (7, "won", None),
            End::Lost(reason) => (8, "lost", Some(reason)),
        };
        let open = chance.end == End::Open;
        let entered_on = if open { chance.begun_on } else { chance.ended_on };
        run(
            "insert into opportunity values (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            params![
                n + 1,
                chance.customer,
                chance.title,
                stage,
                state,
                chance.amount_cents,
                chance.close_on.to_string(),
                chance.next.map_or("", |(step, _)| step),
                chance.next.map(|(_, day)| day.to_string()),
                chance.begun_on.to_string(),
                entered_on.to_string(),
                open.then(|| chance.deadline_on.to_string()),
                reason,
            ],
        );
        let begun = ("opportunity_begun".to_owned(), chance.begun_on);
        let ended = (!open).then(|| (format!("opportunity_{state}"), chance.ended_on));
        for (kind, date) in std::iter::once(begun).chain(ended) {
            id += 1;
            run(
                "insert into move values (?, ?, ?, ?, ?)",
                params![id, n + 1, chance.customer, kind, date.to_string()],
            );
        }
    }
    transaction.commit().unwrap();
    conn.execute_batch("pragma optimize = 0x10002").unwrap();
    conn.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(())).unwrap();
    Bare { conn }
}

impl Bare {
    fn rows(&self, sql: &str, values: &[&dyn ToSql]) -> Rows {
        let mut statement = self.conn.prepare_cached(sql).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query(values).unwrap();
        let mut read = Rows::new();
        while let Some(row) = rows.next().unwrap() {
            read.push((0..columns).map(|column| row.get(column).unwrap()).collect());
        }
        read
    }

    pub fn search(&self, text: &str) -> Rows {
        self.rows(
            "select c.id, c.code, c.name, c.short_name, c.terms, c.tax_id
             from customer_search s join customer c on c.id = s.rowid
             where s.tokens match ? order by length(c.name), c.name, c.id limit 12",
            params![search::query_text(text).unwrap()],
        )
    }

    /// The customer, its figures, what is open, its tasks, the top of its timeline.
    pub fn screen(&self, n: u32) -> [Rows; 5] {
        [
            self.rows(
                "select coalesce(sum(total - paid), 0), coalesce(sum(total - paid) filter (where due_on < ?2), 0),
                        min(due_on)
                 from invoice where customer_id = ?1 and paid < total",
                params![n, today().to_string()],
            ),
            self.rows(
                "select id, number, date, due_on, total, total - paid from invoice
                 where customer_id = ? and paid < total order by due_on, date, id",
                params![n],
            ),
            self.rows(
                "select t.id, t.title, t.due_on, u.name from task t join user u on u.id = t.user_id
                 where t.customer_id = ? and t.state = 'open' order by t.due_on, t.id",
                params![n],
            ),
            self.rows(
                "select e.*, u.name from (
                   select * from (select id, kind, date, text, contact, next_step, next_on, null as number, null as amount,
                       user_id from activity where customer_id = ?1 order by date desc, id desc limit 40)
                   union all
                   select * from (select id, 'document_issued', date, '', '', '', null, number, total, 1 from invoice
                     where customer_id = ?1 order by date desc, id desc limit 40)
                   union all
                   select * from (select id, 'document_issued', date, '', '', '', null, number, amount, 1 from receipt
                     where customer_id = ?1 order by date desc, id desc limit 40)
                   union all
                   select * from (select m.id, m.kind, m.date, '', '', '', null, o.title, o.amount, 1
                     from move m join opportunity o on o.id = m.opportunity_id
                     where m.customer_id = ?1 order by m.date desc, m.id desc limit 40)
                   union all
                   select id, 'party_added', added_on, '', '', '', null, null, null, 1 from customer where id = ?1
                   order by date desc, id desc limit 40) e
                 join user u on u.id = e.user_id order by e.date desc, e.id desc",
                params![n],
            ),
            self.rows("select * from customer where id = ?", params![n]),
        ]
    }

    /// Sums of the open stages; their first cards; what was won and lost this month; what slipped; what has no next step;
    /// what became of the last twelve months.
    pub fn board(&self) -> Vec<Rows> {
        let day = today().to_string();
        let mut answers = vec![self.rows(
            "select stage_id, count(*), sum(amount) from opportunity where state = 'open' group by stage_id",
            params![],
        )];
        for stage in 1..=6 {
            answers.push(self.rows(
                "select o.*, c.name, u.name from opportunity o
                 join customer c on c.id = o.customer_id join user u on u.id = o.user_id
                 where o.stage_id = ? and o.state = 'open' order by o.deadline_on, o.id limit 20",
                params![stage],
            ));
        }
        for state in ["won", "lost"] {
            answers.push(self.rows(
                "select count(*), coalesce(sum(amount), 0) from opportunity where state = ? and entered_on >= '2026-01-01'",
                params![state],
            ));
        }
        answers.push(
            self.rows(
                "select count(*) from opportunity where state = 'open' and deadline_on < ?",
                params![day],
            ),
        );
        answers.push(self.rows(
            "select count(*) from opportunity
             where state = 'open' and (next_step = '' or next_step_on is null or next_step_on < ?)",
            params![day],
        ));
        answers.push(self.rows(
            "select o.state, coalesce(l.decided, 1), count(*) from opportunity o
             left join lost_reason l on l.id = o.lost_reason_id
             where o.state in ('won', 'lost') and o.entered_on >= '2025-02-01' group by 1, 2",
            params![],
        ));
        answers
    }

    /// The first page by what they owe, and the totals.
    pub fn segment(&self, of: &SegmentAsk) -> [Rows; 2] {
        let (third, figure): (&str, &dyn ToSql) = match &of.third {
            Third::Away(days) => (
                "(select max(i.date) from invoice i where i.customer_id = c.id) <= date(?3, -?4 || ' days')",
                days,
            ),
            Third::Bought(cents) => (
                "(select sum(i.total) from invoice i
                  where i.customer_id = c.id and i.date > date(?3, '-12 months') and i.date <= ?3) >= ?4",
                cents,
            ),
        };
        let members = format!(
            "select c.id from customer c
             where c.region >= ?1 and c.region < ?1 || 'z' and c.industry like ?2 || '%' and {third}"
        );
        let day = today().to_string();
        let values: &[&dyn ToSql] = &[&of.region, &of.industry, &day, figure];
        let page = format!(
            "select c.id, c.code, c.name, c.short_name, c.industry, c.region, m.balance,
               (select coalesce(sum(total - paid), 0) from invoice i
                where i.customer_id = c.id and i.paid < i.total and i.due_on < ?3),
               (select min(due_on) from invoice i where i.customer_id = c.id and i.paid < i.total)
             from (select id, coalesce((select sum(total - paid) from invoice i
                     where i.customer_id = m.id and i.paid < i.total), 0) as balance
                   from ({members}) m order by balance desc, id desc limit 200) m
             join customer c on c.id = m.id order by m.balance desc, m.id desc"
        );
        let totals = format!(
            "select count(distinct m.id), coalesce(sum(i.total - i.paid), 0),
                    coalesce(sum(i.total - i.paid) filter (where i.due_on < ?3), 0)
             from ({members}) m left join invoice i on i.customer_id = m.id and i.paid < i.total"
        );
        [self.rows(&page, values), self.rows(&totals, values)]
    }

    pub fn pivot(&self, of: &PivotAsk) -> Rows {
        self.rows(
            "select substr(c.industry, 1, 1), substr(i.date, 1, 7), sum(i.total)
             from invoice i join customer c on c.id = i.customer_id
             where i.date between ? and ? group by 1, 2",
            params![of.from.to_string(), of.to.to_string()],
        )
    }
}
