//! Classes that carry something: defaults, price lists. Who is of which.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::choices::{ClassNames, ClassWord};
use super::condition::members;
use super::customer::{AsOf, Customer, customers_now};
use super::rank::{Abc, Power};
use super::rule::{SegmentChoice, SegmentRule};
use super::segment::{CustomerSegment, segment};
use crate::error::{Error, Result};
use crate::store::{PartyId, Reader, SegmentId};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClassKind {
    Abc,
    Power,
    Tag,
    Segment,
}

/// One class of customers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema)]
pub struct CustomerClass {
    pub class: ClassKind,
    /// `a`, `high`, the tag, or the id of the segment.
    pub value: String,
}

impl ClassKind {
    const ALL: [ClassKind; 4] = [ClassKind::Abc, ClassKind::Power, ClassKind::Tag, ClassKind::Segment];

    pub fn as_str(self) -> &'static str {
        match self {
            ClassKind::Abc => "abc",
            ClassKind::Power => "power",
            ClassKind::Tag => "tag",
            ClassKind::Segment => "segment",
        }
    }

    pub fn from_stored(text: &str) -> Option<ClassKind> {
        ClassKind::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

impl CustomerClass {
    /// # Errors
    /// `field_invalid` for a class there is not, `not_found` for a segment there is not.
    pub fn check(&self, r: &Reader<'_>) -> Result<()> {
        let value = self.value.as_str();
        let fits = match self.class {
            ClassKind::Abc => Abc::ALL.iter().any(|abc| abc.as_str() == value),
            ClassKind::Power => Power::ALL.iter().any(|power| power.as_str() == value),
            ClassKind::Tag => !value.trim().is_empty(),
            ClassKind::Segment => {
                segment(r, self.segment_id()?)?;
                true
            }
        };
        if fits {
            return Ok(());
        }
        Err(Error::FieldInvalid { field: "value".into(), value: value.into() })
    }

    /// Its members by the database, those out of use too; nobody where it asks for what nobody has any more.
    ///
    /// # Errors
    /// `not_found` for a segment there is not, `field_invalid`.
    pub(super) fn members(&self, r: &Reader<'_>, as_of: AsOf) -> Result<Vec<PartyId>> {
        let of = |field| SegmentRule::In { field, values: vec![self.value.clone()] };
        let rule = match self.class {
            ClassKind::Segment => self.segment(r)?.rule,
            ClassKind::Abc => of(SegmentChoice::Abc),
            ClassKind::Power => of(SegmentChoice::Power),
            ClassKind::Tag => of(SegmentChoice::Tag),
        };
        match members(r, &rule, as_of) {
            Err(Error::NotFound { .. }) => Ok(Vec::new()),
            found => found,
        }
    }

    /// The segment that it is.
    ///
    /// # Errors
    /// `not_found`, `field_invalid`.
    pub(super) fn segment(&self, r: &Reader<'_>) -> Result<CustomerSegment> {
        segment(r, self.segment_id()?)
    }

    fn segment_id(&self) -> Result<SegmentId> {
        let invalid = |_| Error::FieldInvalid { field: "value".into(), value: self.value.clone() };
        self.value.parse().map(SegmentId::new).map_err(invalid)
    }

    /// Its name, as people say it.
    ///
    /// # Errors
    /// `not_found` for a segment there is not.
    pub fn name(&self, r: &Reader<'_>, names: &ClassNames) -> Result<ClassWord> {
        Ok(match self.class {
            ClassKind::Abc => names.of(SegmentChoice::Abc, &self.value),
            ClassKind::Power => names.of(SegmentChoice::Power, &self.value),
            ClassKind::Tag => names.of(SegmentChoice::Tag, &self.value),
            ClassKind::Segment => {
                let name = segment(r, self.segment_id()?)?.name;
                ClassWord { value: self.value.clone(), name_zh: name.clone(), name_en: name }
            }
        })
    }
}

/// Which customers are of some classes, read once for all of them.
#[derive(Debug)]
pub struct Memberships {
    customers: BTreeMap<PartyId, Customer>,
    segments: BTreeMap<String, BTreeSet<PartyId>>,
}

impl Memberships {
    /// What it takes to tell these classes of everybody, or of one customer. A segment that asks for what nobody has any
    /// more has no members.
    pub fn of(
        r: &Reader<'_>,
        classes: &[CustomerClass],
        party: Option<PartyId>,
        as_of: AsOf,
    ) -> Result<Memberships> {
        let mut segments = BTreeMap::new();
        for class in classes.iter().filter(|class| class.class == ClassKind::Segment) {
            segments.insert(class.value.clone(), class.members(r, as_of)?.into_iter().collect());
        }
        let any = |kinds: &[ClassKind]| classes.iter().any(|class| kinds.contains(&class.class));
        let ranked_on = any(&[ClassKind::Abc, ClassKind::Power]).then_some(as_of);
        let customers = match ranked_on.is_some() || any(&[ClassKind::Tag]) {
            true => customers_now(r, party, ranked_on)?,
            false => Vec::new(),
        };
        let customers = customers.into_iter().map(|customer| (customer.id, customer)).collect();
        Ok(Memberships { customers, segments })
    }

    pub fn holds(&self, party: PartyId, class: &CustomerClass) -> bool {
        let value = class.value.as_str();
        if class.class == ClassKind::Segment {
            return self.segments.get(value).is_some_and(|members| members.contains(&party));
        }
        let Some(customer) = self.customers.get(&party) else { return false };
        match class.class {
            ClassKind::Abc => customer.bought.abc.is_some_and(|abc| abc.as_str() == value),
            ClassKind::Power => customer.bought.power.is_some_and(|power| power.as_str() == value),
            ClassKind::Tag => customer.tags.iter().any(|tag| tag == value),
            ClassKind::Segment => false,
        }
    }
}
