//! What a segment can ask for in this book: the words that customers have, each with its name.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::rank::{Abc, Power};
use super::rule::{SegmentChoice, SegmentFigure};
use crate::access;
use crate::error::Result;
use crate::parties::{self, BIG_REGIONS, INDUSTRIES};
use crate::store::Reader;

/// One word of a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct ClassWord {
    pub value: String,
    pub name_zh: String,
    pub name_en: String,
}

#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct ChoiceField {
    pub field: SegmentChoice,
    pub words: Vec<ClassWord>,
}

#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct FigureField {
    pub field: SegmentFigure,
    pub is_money: bool,
}

/// The fields of a segment's conditions, in the order in which an editor offers them.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct SegmentChoices {
    pub choices: Vec<ChoiceField>,
    pub figures: Vec<FigureField>,
}

pub fn segment_choices(r: &Reader<'_>) -> Result<SegmentChoices> {
    let choices = SegmentChoice::ALL
        .into_iter()
        .map(|field| Ok(ChoiceField { field, words: words(r, field)? }))
        .collect::<Result<_>>()?;
    let figures = SegmentFigure::ALL
        .into_iter()
        .map(|field| FigureField { field, is_money: field.is_money() })
        .collect();
    Ok(SegmentChoices { choices, figures })
}

fn word(value: &str, name_zh: &str, name_en: &str) -> ClassWord {
    ClassWord { value: value.into(), name_zh: name_zh.into(), name_en: name_en.into() }
}

/// The words a field can have here, each once, as an editor lists them.
pub fn words(r: &Reader<'_>, field: SegmentChoice) -> Result<Vec<ClassWord>> {
    let of_column = |sql: &str| -> Result<Vec<ClassWord>> {
        let values: Vec<String> = r.rows(sql, [], |row| row.get("value"))?;
        Ok(values.iter().map(|value| word(value, value, value)).collect())
    };
    Ok(match field {
        SegmentChoice::Industry => INDUSTRIES
            .iter()
            .map(|industry| word(industry.code, industry.name_zh, industry.name_en))
            .collect(),
        SegmentChoice::Region => regions(r)?,
        SegmentChoice::Tag => of_column("select distinct tag as value from party_tag order by tag")?,
        SegmentChoice::Source => {
            of_column("select distinct source as value from party where source is not null order by source")?
        }
        SegmentChoice::Owner => {
            access::names(r)?.iter().map(|user| word(&user.id.to_string(), &user.name, &user.name)).collect()
        }
        SegmentChoice::Currency => of_column(
            "select distinct currency as value from party where currency is not null order by currency",
        )?,
        SegmentChoice::Terms => parties::list_terms(r)?
            .iter()
            .map(|terms| word(&terms.code, &terms.name_zh, &terms.name_en))
            .collect(),
        SegmentChoice::Abc => Abc::ALL.into_iter().map(|abc| abc_word(abc.as_str())).collect(),
        SegmentChoice::Power => Power::ALL.into_iter().map(|power| power_word(power.as_str())).collect(),
    })
}

fn regions(r: &Reader<'_>) -> Result<Vec<ClassWord>> {
    let big = BIG_REGIONS.iter().map(|region| word(region.code, region.name_zh, region.name_en));
    let mut words: Vec<ClassWord> = big.collect();
    words.extend(parties::regions(None)?.iter().map(|region| word(&region.code, &region.name, &region.name)));
    let known: Vec<String> = r.rows(
        "select distinct region as value from party where region is not null and length(region) > 2 or region glob '[A-Z]*'
         order by region",
        [],
        |row| row.get("value"),
    )?;
    for code in known {
        let place = parties::place(&code)?;
        words.push(word(&code, &place, &place));
    }
    Ok(words)
}

fn abc_word(value: &str) -> ClassWord {
    let upper = value.to_uppercase();
    word(value, &format!("{upper} 类"), &format!("Class {upper}"))
}

fn power_word(value: &str) -> ClassWord {
    match value {
        "high" => word(value, "购买力高", "High"),
        "mid" => word(value, "购买力中", "Mid"),
        _ => word(value, "购买力低", "Low"),
    }
}

/// The names of classes, looked up one by one.
#[derive(Debug)]
pub struct ClassNames {
    names: BTreeMap<(SegmentChoice, String), ClassWord>,
}

impl ClassNames {
    pub fn new(r: &Reader<'_>) -> Result<ClassNames> {
        let mut names = BTreeMap::new();
        for field in SegmentChoice::ALL {
            for word in words(r, field)? {
                names.insert((field, word.value.clone()), word);
            }
        }
        Ok(ClassNames { names })
    }

    /// A value with its name; one without a name stands for itself.
    pub fn of(&self, field: SegmentChoice, value: &str) -> ClassWord {
        self.names.get(&(field, value.to_owned())).cloned().unwrap_or_else(|| word(value, value, value))
    }
}
