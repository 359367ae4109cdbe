//! Contracts (合同): what was agreed with a party, for how long and for how much, and the documents made under it.
//!
//! A contract posts nothing: money moves with the documents that are linked to it. Its text changes in place, each change an
//! act of the trail; its states are posted rows, so that its history stays. Invariants: a plan of payment adds up to the
//! value; a terminated contract changes no more; an ended one only goes on by being active again. Verbs: [`save`],
//! [`set_state`], [`link`], [`unlink`]; [`expiring`] tells whose end is near.

mod contract;
mod list;

pub use contract::{
    Contract, ContractEvent, ContractFields, ContractRole, ContractState, PaymentPart, SaveContract,
    SetContractState, change_party, get, link, save, set_state, unlink,
};
pub use list::{ContractList, ContractRow, expiring, list};
