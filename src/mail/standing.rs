//! What is known of each recipient of a mail.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::outbox::MailOutcomeKind;
use crate::error::{Error, Result};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// The server has not taken it for this recipient yet.
    Pending,
    Accepted,
    Refused,
    /// Its text went to the server, and the answer did not come.
    Unknown,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MailDelivery {
    pub address: String,
    pub state: DeliveryState,
    /// The server's own words.
    pub reply: String,
}

/// Of all recipients, in the order of the mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Standing(pub Vec<MailDelivery>);

impl Standing {
    pub(super) fn new<'a>(addresses: impl Iterator<Item = &'a str>) -> Standing {
        let pending = |address: &str| MailDelivery {
            address: address.into(),
            state: DeliveryState::Pending,
            reply: String::new(),
        };
        Standing(addresses.map(pending).collect())
    }

    pub(super) fn read(text: &str) -> Result<Standing> {
        let all = serde_json::from_str(text);
        Ok(Standing(all.map_err(|error| Error::BookDamaged { reason: format!("mail queue: {error}") })?))
    }

    pub(super) fn has(&self, state: DeliveryState) -> bool {
        self.0.iter().any(|each| each.state == state)
    }

    pub(super) fn addresses(&self, state: DeliveryState) -> Vec<String> {
        self.0.iter().filter(|each| each.state == state).map(|each| each.address.clone()).collect()
    }

    /// Everybody of one state comes into another; the reply that led to the first says nothing of the second.
    pub(super) fn turn(&mut self, from: DeliveryState, to: DeliveryState) {
        for each in self.0.iter_mut().filter(|each| each.state == from) {
            each.state = to;
            each.reply.clear();
        }
    }

    /// Whoever was put off until now counts as refused, with the last reply.
    pub(super) fn give_up(&mut self) {
        let pending = self.0.iter_mut().filter(|each| each.state == DeliveryState::Pending);
        pending.for_each(|each| each.state = DeliveryState::Refused);
    }

    pub(super) fn set(&mut self, address: &str, state: DeliveryState, reply: &str) {
        for each in self.0.iter_mut().filter(|each| each.address == address) {
            each.state = state;
            reply.clone_into(&mut each.reply);
        }
    }

    /// What the mail came to, once nobody is pending or something is in doubt.
    pub(super) fn outcome(&self) -> Option<MailOutcomeKind> {
        use DeliveryState::{Accepted, Pending, Refused, Unknown};
        if self.has(Unknown) {
            return Some(MailOutcomeKind::Unknown);
        }
        if self.has(Pending) {
            return None;
        }
        Some(match (self.has(Accepted), self.has(Refused)) {
            (true, false) => MailOutcomeKind::Sent,
            (true, true) => MailOutcomeKind::Partly,
            _ => MailOutcomeKind::Refused,
        })
    }
}
