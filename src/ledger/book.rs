//! What is fixed when a book is made.

use rusqlite::named_params;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Chart;
use crate::audit;
use crate::calendar::instant_text;
use crate::error::{Error, Result};
use crate::money::{Currency, Rounding};
use crate::store::{Reader, Writer};

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
pub struct BookInfo {
    pub uuid: String,
    pub chart: Chart,
    /// The currency of the ledger.
    pub currency: Currency,
    pub rounding: Rounding,
    /// Corrections are negative amounts on the same side (红字) instead of mirrored entries.
    pub red_letter: bool,
    pub language: String,
    pub created_at: String,
}

/// The book's fixed facts.
pub fn book(r: &Reader<'_>) -> Result<BookInfo> {
    r.row("select uuid, chart, currency, rounding, red_letter, language, created_at from book", [], |row| {
        let rounding: String = row.get("rounding")?;
        Ok(BookInfo {
            uuid: row.get("uuid")?,
            chart: Chart::from_stored(&row.get::<_, String>("chart")?),
            currency: row.get("currency")?,
            rounding: if rounding == "half_even" { Rounding::HalfEven } else { Rounding::HalfUp },
            red_letter: row.get("red_letter")?,
            language: row.get("language")?,
            created_at: row.get("created_at")?,
        })
    })?
    .ok_or_else(|| Error::BookDamaged { reason: "the book's own row is missing".into() })
}

/// Writes the book's own row; called once, when the file is made.
pub fn new_book(w: &Writer<'_>, chart: Chart, currency: Currency, language: &str) -> Result<()> {
    let uuid = uuid::Builder::from_random_bytes(audit::salt(w, "book")?).into_uuid();
    w.execute(
        "insert into book (id, uuid, chart, currency, rounding, red_letter, language, created_at)
         values (1, :uuid, :chart, :currency, 'half_up', :red_letter, :language, :created_at)",
        named_params! {":uuid": uuid.to_string(), ":chart": chart.as_str(), ":currency": currency,
        ":red_letter": chart != Chart::Ifrs, ":language": language,
        ":created_at": instant_text(w.stamp().now)},
    )?;
    Ok(())
}
