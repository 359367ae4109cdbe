//! The round: what is due goes out, one mail after the other, on one connection.

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::account::account;
use super::message::eml;
use super::outbox::{Mail, MailOutcomeKind, mail};
use super::queue::{record_outcome, text_of};
use super::secret::Secrets;
use super::smtp::{Connection, No};
use super::standing::{DeliveryState, Standing};
use crate::audit;
use crate::calendar::{Day, Instant, instant_text};
use crate::error::{Error, Result};
use crate::store::{Book, Reader, Seq, Stamp, Writer, process_runs};

/// Minutes until the next try; the last counts for all that follow. Greylisting asks for a few.
const WAITS_MINUTES: [i64; 5] = [5, 15, 60, 240, 720];
/// After so many tries, some four days, the server's word is taken as final.
const TRIES: i64 = 10;

/// How often five seconds are waited for another program before an answer of the server is given up as unknown.
const PATIENCE: u32 = 12;

/// What came of a round.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MailRound {
    #[ts(type = "number")]
    pub sent: i64,
    /// To be tried again.
    #[ts(type = "number")]
    pub waiting: i64,
    #[ts(type = "number")]
    pub refused: i64,
    #[ts(type = "number")]
    pub unknown: i64,
}

/// What a round works with. Each step is a transaction of its own, and none is open while the server is spoken to.
pub struct Round<'r> {
    pub book: &'r Book,
    pub stamp: Stamp<'r>,
    pub today: Day,
    pub secrets: &'r Secrets,
    /// Hears how many of how many are done; refuses once the caller has cancelled.
    pub tell: &'r dyn Fn(u64, u64) -> Result<()>,
}

impl std::fmt::Debug for Round<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Round").field("today", &self.today).finish_non_exhaustive()
    }
}

/// What the server said to one mail.
enum Said {
    /// To each of these addresses this.
    Answered(Vec<(String, std::result::Result<String, No>)>),
    /// The connection died before anything of the text had left.
    Died(String),
    /// Somebody else has taken the mail meanwhile.
    Taken,
}

/// Sends what is due. A round that is cancelled ends between two mails.
///
/// # Errors
/// `mail_server_missing`, `mail_password_missing`, `mail_unreachable`, `mail_certificate_untrusted`, `mail_not_encrypted`, `mail_login_refused`: everything stays
/// queued;
/// `cancelled`.
pub fn send(round: &Round<'_>) -> Result<MailRound> {
    let account = round.book.read(account)?;
    if !account.has_server() {
        return Err(Error::MailServerMissing);
    }
    let own = std::process::id();
    round.book.write(round.stamp, |w| {
        take_back(w, round.today, |process| process == own || process_runs(process))
    })?;
    let due = round.book.read(|r| due(r, round.stamp.now))?;
    let mut came = MailRound::default();
    let Some(first) = due.first() else { return Ok(came) };
    let password = round.secrets.password(&account);
    if password.is_none() && !account.user.is_empty() {
        return Err(Error::MailPasswordMissing { user: account.user });
    }
    let open = || Connection::open(&account, password.as_deref());
    let claimant = audit::hex(&audit::random_salt()?);
    let mut connection = Some(open().inspect_err(|error| round.note(*first, error))?);
    let total = u64::try_from(due.len()).unwrap_or_default();
    for (done, seq) in (0_u64..).zip(due) {
        (round.tell)(done, total)?;
        if !round.book.write(round.stamp, |w| claim(w, seq, &claimant))? {
            continue;
        }
        let mut line = match connection.take() {
            Some(line) => line,
            // The server hung up after the last mail: a new connection, and where there is none the mail goes back.
            None => match open() {
                Ok(line) => line,
                Err(error) => {
                    round.book.write(round.stamp, |w| release(w, seq, came_back(&error)))?;
                    return Err(error);
                }
            },
        };
        let said = match round.one(&mut line, seq, &claimant) {
            Ok(said) => said,
            Err(error) => {
                round.book.write(round.stamp, |w| release(w, seq, came_back(&error)))?;
                return Err(error);
            }
        };
        // After anything but an answer the server may still wait for the text.
        if matches!(said, Said::Answered(_)) && line.reset().is_ok() {
            connection = Some(line);
        }
        round.write_down(|w| settle(w, seq, &said, (&claimant, round.today), &mut came))?;
    }
    if let Some(line) = connection {
        line.close();
    }
    Ok(came)
}

impl Round<'_> {
    /// Leaves what came back with the mail that was to go first; the round ends with the error itself.
    fn note(&self, seq: Seq, error: &Error) {
        let noted = self.book.write(self.stamp, |w| {
            w.execute(
                "update mail_queue set reply = :reply where mail_seq = :mail and state = 'queued'",
                named_params! {":mail": seq, ":reply": came_back(error)},
            )
        });
        if let Err(error) = noted {
            tracing::warn!(%error, "a mail is without its note");
        }
    }

    /// What the server said must not be lost because another program is writing just then.
    fn write_down(&self, mut body: impl FnMut(&Writer<'_>) -> Result<()>) -> Result<()> {
        for _ in 0..PATIENCE {
            match self.book.write(self.stamp, &mut body) {
                Err(Error::BookBusy { .. }) => {}
                outcome => return outcome,
            }
        }
        self.book.write(self.stamp, body)
    }

    /// One mail through the steps of the protocol.
    fn one(&self, line: &mut Connection, seq: Seq, claimant: &str) -> Result<Said> {
        let (mail, bytes) = self.book.read(|r| {
            let mail = mail(r, seq)?;
            let bytes = eml(r, &mail)?;
            Ok((mail, bytes))
        })?;
        let pending = Standing(mail.deliveries.clone()).addresses(DeliveryState::Pending);
        if let Err(no) = line.from(&mail.sender.address) {
            return Ok(to_all(pending, no));
        }
        let (mut answered, mut accepted) = (Vec::new(), Vec::new());
        for address in pending {
            match line.to(&address) {
                Ok(()) => accepted.push(address),
                Err(No::Gone(words)) => return Ok(Said::Died(words)),
                Err(no) => answered.push((address, Err(no))),
            }
        }
        if accepted.is_empty() {
            return Ok(Said::Answered(answered));
        }
        let said = match line.announce() {
            Err(No::Gone(words)) => return Ok(Said::Died(words)),
            Err(no) => Err(no),
            Ok(()) if self.book.write(self.stamp, |w| transmit(w, seq, claimant))? => line.text(&bytes),
            Ok(()) => return Ok(Said::Taken),
        };
        answered.extend(accepted.into_iter().map(|address| (address, said.clone())));
        Ok(Said::Answered(answered))
    }
}

/// What the system or the server said, where there was anything.
fn came_back(error: &Error) -> &str {
    match error {
        Error::MailUnreachable { reason, .. } => reason,
        Error::MailLoginRefused { reply, .. } => reply,
        _ => "",
    }
}

fn to_all(addresses: Vec<String>, no: No) -> Said {
    match no {
        No::Gone(words) => Said::Died(words),
        no => Said::Answered(addresses.into_iter().map(|address| (address, Err(no.clone()))).collect()),
    }
}

/// Mails that may go out now, the oldest first.
pub fn due(r: &Reader<'_>, now: Instant) -> Result<Vec<Seq>> {
    r.rows(
        "select mail_seq from mail_queue where state = 'queued' and next_at <= :now order by mail_seq",
        named_params! {":now": instant_text(now)},
        |row| row.get("mail_seq"),
    )
}

/// Takes a mail that no other program has taken.
fn claim(w: &Writer<'_>, seq: Seq, claimant: &str) -> Result<bool> {
    let taken = w.execute(
        "update mail_queue set state = 'claimed', tries = tries + 1, process = :process, claimant = :claimant, changed_at = :at
         where mail_seq = :mail and state = 'queued'",
        named_params! {":mail": seq, ":process": std::process::id(), ":claimant": claimant,
        ":at": instant_text(w.stamp().now)},
    )?;
    Ok(taken == 1)
}

/// From here on the mail may have gone. Refused to one whose mail was taken back meanwhile.
fn transmit(w: &Writer<'_>, seq: Seq, claimant: &str) -> Result<bool> {
    let ours = w.execute(
        "update mail_queue set state = 'transmitting', changed_at = :at
         where mail_seq = :mail and state = 'claimed' and claimant = :claimant",
        named_params! {":mail": seq, ":claimant": claimant, ":at": instant_text(w.stamp().now)},
    )?;
    Ok(ours == 1)
}

/// Back into the queue as if it had not been tried.
fn release(w: &Writer<'_>, seq: Seq, reply: &str) -> Result<()> {
    w.execute(
        "update mail_queue set state = 'queued', tries = tries - 1, process = null, reply = :reply, changed_at = :at
         where mail_seq = :mail and state = 'claimed'",
        named_params! {":mail": seq, ":reply": reply, ":at": instant_text(w.stamp().now)},
    )?;
    Ok(())
}

/// Writes down what the server said: the mail is done, or waits for its next try.
fn settle(
    w: &Writer<'_>,
    seq: Seq,
    said: &Said,
    (claimant, today): (&str, Day),
    came: &mut MailRound,
) -> Result<()> {
    let holder: Option<Option<String>> = w.row(
        "select claimant from mail_queue where mail_seq = :mail",
        named_params! {":mail": seq},
        |row| row.get("claimant"),
    )?;
    // An answer counts whoever holds the mail by now; that there was none counts only while we hold it.
    if matches!(said, Said::Died(_)) && holder.flatten().as_deref() != Some(claimant) {
        return Ok(());
    }
    let Mail { row, deliveries, .. } = mail(w, seq)?;
    let mut standing = Standing(deliveries);
    let last = row.tries >= TRIES;
    let mut reply = String::new();
    match said {
        Said::Taken => return Ok(()),
        Said::Died(words) => reply.clone_from(words),
        Said::Answered(answers) => {
            for (address, answer) in answers {
                let (state, words) = match answer {
                    Ok(words) => (DeliveryState::Accepted, words),
                    Err(No::Never(words)) => (DeliveryState::Refused, words),
                    Err(No::Later(words)) => (DeliveryState::Pending, words),
                    Err(No::Gone(words)) => (DeliveryState::Unknown, words),
                };
                standing.set(address, state, words);
                if state != DeliveryState::Accepted || reply.is_empty() {
                    reply.clone_from(words);
                }
            }
        }
    }
    if last {
        standing.give_up();
    }
    let outcome = standing.outcome();
    match outcome {
        None => came.waiting += 1,
        Some(MailOutcomeKind::Unknown) => came.unknown += 1,
        Some(MailOutcomeKind::Refused) => came.refused += 1,
        Some(_) => came.sent += 1,
    }
    if let Some(outcome) = outcome {
        record_outcome(w, seq, outcome, &standing, today)?;
    }
    let tried = usize::try_from(row.tries.max(1) - 1).unwrap_or_default();
    let wait = WAITS_MINUTES[tried.min(WAITS_MINUTES.len() - 1)];
    let next_at = w.stamp().now + chrono::TimeDelta::minutes(wait);
    w.execute(
        include_str!("settle.sql"),
        named_params! {":mail": seq, ":state": if outcome.is_some() { "done" } else { "queued" },
        ":next_at": instant_text(next_at), ":standing": text_of(&standing)?, ":reply": reply,
        ":at": instant_text(w.stamp().now)},
    )?;
    Ok(())
}

/// After a crash, when a book is opened: what programs that are gone had in hand.
pub fn recover(book: &Book, stamp: Stamp<'_>, today: Day) -> Result<()> {
    let in_hand: i64 = book.read(|r| {
        r.value("select count(*) from mail_queue where state in ('claimed', 'transmitting')", [])
    })?;
    if in_hand == 0 {
        return Ok(());
    }
    // This program has only just opened the book: what bears its number is of another that had it before.
    book.write(stamp, |w| {
        take_back(w, today, |process| process != std::process::id() && process_runs(process))
    })
}

/// What was only claimed goes back into the queue; what was on its way is in doubt.
fn take_back(w: &Writer<'_>, today: Day, runs: impl Fn(u32) -> bool) -> Result<()> {
    let in_hand: Vec<(Seq, String, u32)> = w.rows(
        "select mail_seq, state, coalesce(process, 0) as process from mail_queue where state in ('claimed', 'transmitting')",
        [],
        |row| Ok((row.get("mail_seq")?, row.get("state")?, row.get("process")?)),
    )?;
    for (seq, state, _) in in_hand.into_iter().filter(|(_, _, process)| !runs(*process)) {
        if state == "claimed" {
            release(w, seq, "")?;
            continue;
        }
        let mut standing = Standing(mail(w, seq)?.deliveries);
        standing.turn(DeliveryState::Pending, DeliveryState::Unknown);
        record_outcome(w, seq, MailOutcomeKind::Unknown, &standing, today)?;
        w.execute(
            "update mail_queue set state = 'done', process = null, standing = :standing, changed_at = :at
             where mail_seq = :mail",
            named_params! {":mail": seq, ":standing": text_of(&standing)?, ":at": instant_text(w.stamp().now)},
        )?;
    }
    Ok(())
}
