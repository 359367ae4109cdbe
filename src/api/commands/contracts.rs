//! Contracts. One in which we buy belongs to the books, as suppliers' bills do.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Nothing;
use crate::access::Right;
use crate::api::Context;
use crate::contracts::{
    self, Contract, ContractList, ContractRole, ContractRow, SaveContract, SetContractState,
};
use crate::error::Result;
use crate::store::{ContractId, DocumentId, Reader, Writer};

#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct ContractKey {
    pub id: ContractId,
}

/// A contract and a document that was made under it.
#[derive(Debug, Deserialize, Serialize, TS, JsonSchema)]
pub struct ContractDocument {
    pub id: ContractId,
    pub document_id: DocumentId,
}

pub fn list(context: &Context<'_>, r: &Reader<'_>, input: ContractList) -> Result<Vec<ContractRow>> {
    contracts::list(r, &visible(context, input), context.today)
}

pub fn expiring(context: &Context<'_>, r: &Reader<'_>, _: Nothing) -> Result<Vec<ContractRow>> {
    let mut rows = contracts::expiring(r, context.today)?;
    rows.retain(|row| may_see(context, row.role));
    Ok(rows)
}

pub fn get(context: &Context<'_>, r: &Reader<'_>, input: ContractKey) -> Result<Contract> {
    let contract = contracts::get(r, input.id, context.today)?;
    if contract.fields.role == ContractRole::Buyer {
        context.demand(Right::ViewBooks)?;
    }
    Ok(contract)
}

pub fn save(context: &Context<'_>, w: &Writer<'_>, input: SaveContract) -> Result<Contract> {
    context.demand(right_of(input.fields.role))?;
    if let Some(id) = input.id {
        demand(context, w, id)?;
    }
    contracts::save(w, &input, context.today)
}

pub fn set_state(context: &Context<'_>, w: &Writer<'_>, input: SetContractState) -> Result<Contract> {
    demand(context, w, input.id)?;
    contracts::set_state(w, &input, context.today)
}

pub fn link(context: &Context<'_>, w: &Writer<'_>, input: ContractDocument) -> Result<Contract> {
    demand(context, w, input.id)?;
    contracts::link(w, input.id, input.document_id, context.today)
}

pub fn unlink(context: &Context<'_>, w: &Writer<'_>, input: ContractDocument) -> Result<Contract> {
    demand(context, w, input.id)?;
    contracts::unlink(w, input.id, input.document_id, context.today)
}

fn demand(context: &Context<'_>, r: &Reader<'_>, id: ContractId) -> Result<()> {
    context.demand(right_of(contracts::get(r, id, context.today)?.fields.role))
}

fn right_of(role: ContractRole) -> Right {
    if role == ContractRole::Buyer { Right::Keep } else { Right::Sell }
}

/// The list without those in which we buy, for who may not see the books.
pub fn visible(context: &Context<'_>, input: ContractList) -> ContractList {
    let sees_all = context.actor.role.allows(Right::ViewBooks);
    ContractList { without_buying: input.without_buying || !sees_all, ..input }
}

/// Whether the caller may see contracts of that role.
fn may_see(context: &Context<'_>, role: ContractRole) -> bool {
    role != ContractRole::Buyer || context.actor.role.allows(Right::ViewBooks)
}
