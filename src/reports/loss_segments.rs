//! Which customers share loss rates: by tag, by industry, by region, the rest by the rates of all. Source: IFRS 9 B5.5.5,
//! B5.5.35.
//!
//! A customer belongs to one segment: that of the first of its tags that has rates, else that of its industry, else that
//! of its region; of codes within each other the longest counts.

use std::collections::BTreeMap;

use super::report::Cell;
use crate::error::Result;
use crate::ledger::{Segment, SegmentKind};
use crate::parties::{INDUSTRIES, PartyTraits, place, traits_at};
use crate::store::{PartyId, Reader, Seq};

/// Each customer that is of a segment, with the place of that in `segments`; nothing is read where there are none.
pub(super) fn members(r: &Reader<'_>, segments: &[&Segment], known: Seq) -> Result<BTreeMap<PartyId, usize>> {
    if segments.is_empty() {
        return Ok(BTreeMap::new());
    }
    let of = |(id, traits): (PartyId, PartyTraits)| Some((id, segment_of(&traits, segments)?));
    Ok(traits_at(r, known)?.into_iter().filter_map(of).collect())
}

/// The place of a customer's segment.
fn segment_of(traits: &PartyTraits, segments: &[&Segment]) -> Option<usize> {
    let tagged = |tag: &String| {
        segments.iter().position(|segment| segment.by == SegmentKind::Tag && segment.value == *tag)
    };
    let within = |by: SegmentKind, code: &Option<String>| {
        let code = code.as_deref()?;
        let fits = |(_, segment): &(usize, &&Segment)| segment.by == by && code.starts_with(&segment.value);
        let longest = segments.iter().enumerate().filter(fits).max_by_key(|(_, segment)| segment.value.len());
        longest.map(|(at, _)| at)
    };
    traits
        .tags
        .iter()
        .find_map(tagged)
        .or_else(|| within(SegmentKind::Industry, &traits.industry))
        .or_else(|| within(SegmentKind::Region, &traits.region))
}

/// What a segment is called, in Chinese and in English.
pub(super) fn names(segment: &Segment) -> Result<[String; 2]> {
    let value = &segment.value;
    Ok(match segment.by {
        SegmentKind::Tag => [value.clone(), value.clone()],
        SegmentKind::Region => [place(value)?, place(value)?],
        SegmentKind::Industry => match INDUSTRIES.iter().find(|industry| industry.code == value) {
            Some(industry) => [industry.name_zh.to_owned(), industry.name_en.to_owned()],
            None => [value.clone(), value.clone()],
        },
    })
}

/// The same in a report.
pub(super) fn name_cell(name_zh: &str, name_en: &str) -> Cell {
    Cell::Name { zh: name_zh.to_owned(), en: name_en.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(by: SegmentKind, value: &str) -> Segment {
        Segment { by, value: value.to_owned() }
    }

    #[test]
    fn a_tag_goes_before_the_industry_and_a_longer_code_before_a_shorter() {
        let all = [
            segment(SegmentKind::Tag, "政府"),
            segment(SegmentKind::Industry, "C"),
            segment(SegmentKind::Industry, "C13"),
            segment(SegmentKind::Region, "31"),
            segment(SegmentKind::Tag, "VIP"),
        ];
        let all: Vec<&Segment> = all.iter().collect();
        let of = |tags: &[&str], industry: &str, region: &str| {
            let text = |code: &str| Some(code.to_owned()).filter(|code| !code.is_empty());
            let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
            segment_of(&PartyTraits { tags, industry: text(industry), region: text(region) }, &all)
        };
        assert_eq!(of(&["VIP", "政府"], "C13", "31"), Some(4), "the first tag that has rates");
        assert_eq!(of(&["new"], "C1391", "3101"), Some(2));
        assert_eq!(of(&[], "C", "3101"), Some(1));
        assert_eq!(of(&[], "F", "310115"), Some(3));
        assert_eq!(of(&["vip"], "F", "3"), None);
    }
}
