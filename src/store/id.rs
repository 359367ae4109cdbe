//! Keys of the tables, as types: a party's key cannot be passed where a document's is meant.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::marker::PhantomData;

use rusqlite::types::{FromSql, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use ts_rs::TS;

/// The key of a row of one table; a number on the wire.
pub struct Id<Of>(i64, PhantomData<fn() -> Of>);

/// What the keys are of.
#[derive(Debug)]
pub enum Act {}
#[derive(Debug)]
pub enum User {}
#[derive(Debug)]
pub enum Party {}
#[derive(Debug)]
pub enum PartyVersion {}
#[derive(Debug)]
pub enum Item {}
#[derive(Debug)]
pub enum ItemVersion {}
#[derive(Debug)]
pub enum CompanyVersion {}
#[derive(Debug)]
pub enum Account {}
#[derive(Debug)]
pub enum Tax {}
#[derive(Debug)]
pub enum Document {}
#[derive(Debug)]
pub enum Draft {}
#[derive(Debug)]
pub enum OpenItem {}
#[derive(Debug)]
pub enum Attachment {}
#[derive(Debug)]
pub enum ImportRun {}
#[derive(Debug)]
pub enum Job {}
#[derive(Debug)]
pub enum Recurring {}
#[derive(Debug)]
pub enum CustomerSegment {}
#[derive(Debug)]
pub enum ClassDefault {}
#[derive(Debug)]
pub enum PriceList {}
#[derive(Debug)]
pub enum Task {}
#[derive(Debug)]
pub enum Pipeline {}
#[derive(Debug)]
pub enum Stage {}
#[derive(Debug)]
pub enum Opportunity {}
#[derive(Debug)]
pub enum Contract {}
#[derive(Debug)]
pub enum Lead {}
#[derive(Debug)]
pub enum LostReason {}

/// The number of an act in the trail; (book, seq) names a posted row everywhere.
pub type Seq = Id<Act>;
pub type UserId = Id<User>;
pub type PartyId = Id<Party>;
pub type PartyVersionId = Id<PartyVersion>;
pub type ItemId = Id<Item>;
pub type ItemVersionId = Id<ItemVersion>;
pub type CompanyVersionId = Id<CompanyVersion>;
pub type AccountId = Id<Account>;
pub type TaxId = Id<Tax>;
/// A document's key is the seq of the act that issued it.
pub type DocumentId = Id<Document>;
pub type DraftId = Id<Draft>;
pub type OpenItemId = Id<OpenItem>;
pub type AttachmentId = Id<Attachment>;
pub type ImportRunId = Id<ImportRun>;
pub type JobId = Id<Job>;
pub type RecurringId = Id<Recurring>;
pub type SegmentId = Id<CustomerSegment>;
pub type ClassDefaultId = Id<ClassDefault>;
pub type PriceListId = Id<PriceList>;
pub type TaskId = Id<Task>;
pub type PipelineId = Id<Pipeline>;
pub type StageId = Id<Stage>;
pub type OpportunityId = Id<Opportunity>;
pub type ContractId = Id<Contract>;
pub type LeadId = Id<Lead>;
pub type LostReasonId = Id<LostReason>;

impl<Of> Id<Of> {
    pub const fn new(value: i64) -> Id<Of> {
        Id(value, PhantomData)
    }

    pub const fn value(self) -> i64 {
        self.0
    }
}

impl Seq {
    /// Everything recorded so far, whatever comes.
    pub const LATEST: Seq = Id::new(i64::MAX);
}

impl From<Seq> for DocumentId {
    fn from(seq: Seq) -> DocumentId {
        Id::new(seq.0)
    }
}

impl From<DocumentId> for Seq {
    fn from(document: DocumentId) -> Seq {
        Id::new(document.0)
    }
}

impl<Of> Clone for Id<Of> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Of> Copy for Id<Of> {}

impl<Of> PartialEq for Id<Of> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<Of> Eq for Id<Of> {}

impl<Of> PartialOrd for Id<Of> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<Of> Ord for Id<Of> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}

impl<Of> fmt::Debug for Id<Of> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<Of> fmt::Display for Id<Of> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<Of> Serialize for Id<Of> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, Of> Deserialize<'de> for Id<Of> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        i64::deserialize(deserializer).map(Id::new)
    }
}

impl<Of> ToSql for Id<Of> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.into())
    }
}

impl<Of> FromSql for Id<Of> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64().map(Id::new)
    }
}

impl<Of: 'static> TS for Id<Of> {
    type WithoutGenerics = i64;
    type OptionInnerType = Self;

    fn name(_: &ts_rs::Config) -> String {
        "number".into()
    }

    fn inline(_: &ts_rs::Config) -> String {
        "number".into()
    }
}

impl<Of> JsonSchema for Id<Of> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Id".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        i64::json_schema(generator)
    }
}
