//! Reference lists: industries (GB/T 4754-2017 sections) and regions (GB/T 2260).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{Error, Result};

#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
pub struct Industry {
    pub code: &'static str,
    pub name_zh: &'static str,
    pub name_en: &'static str,
}

const fn industry(code: &'static str, name_zh: &'static str, name_en: &'static str) -> Industry {
    Industry { code, name_zh, name_en }
}

/// Sections A–T. Source: DOMAIN §10.
pub const INDUSTRIES: [Industry; 20] = [
    industry("A", "农林牧渔业", "Agriculture"),
    industry("B", "采矿业", "Mining"),
    industry("C", "制造业", "Manufacturing"),
    industry("D", "电力、热力、燃气及水", "Utilities"),
    industry("E", "建筑业", "Construction"),
    industry("F", "批发和零售业", "Wholesale and retail"),
    industry("G", "交通运输、仓储和邮政", "Transport, storage and post"),
    industry("H", "住宿和餐饮业", "Hotels and catering"),
    industry("I", "信息传输、软件和信息技术", "Information technology"),
    industry("J", "金融业", "Finance"),
    industry("K", "房地产业", "Real estate"),
    industry("L", "租赁和商务服务业", "Leasing and business services"),
    industry("M", "科学研究和技术服务业", "Research and technical services"),
    industry("N", "水利、环境和公共设施", "Environment and public facilities"),
    industry("O", "居民服务、修理", "Resident services and repair"),
    industry("P", "教育", "Education"),
    industry("Q", "卫生和社会工作", "Health and social work"),
    industry("R", "文化、体育和娱乐业", "Culture, sport and entertainment"),
    industry("S", "公共管理、社会保障", "Public administration"),
    industry("T", "国际组织", "International organisations"),
];

/// 大区: provinces that are spoken of together.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct BigRegion {
    pub code: &'static str,
    pub name_zh: &'static str,
    pub name_en: &'static str,
    /// GB/T 2260, two digits.
    pub provinces: &'static [&'static str],
}

const fn big(
    code: &'static str,
    name_zh: &'static str,
    name_en: &'static str,
    provinces: &'static [&'static str],
) -> BigRegion {
    BigRegion { code, name_zh, name_en, provinces }
}

/// The usual seven, by the first digit of GB/T 2260 but that 华东 ends with 山东 and 中南 is two; and 港澳台.
pub const BIG_REGIONS: [BigRegion; 8] = [
    big("north", "华北", "North China", &["11", "12", "13", "14", "15"]),
    big("northeast", "东北", "Northeast China", &["21", "22", "23"]),
    big("east", "华东", "East China", &["31", "32", "33", "34", "35", "36", "37"]),
    big("central", "华中", "Central China", &["41", "42", "43"]),
    big("south", "华南", "South China", &["44", "45", "46"]),
    big("southwest", "西南", "Southwest China", &["50", "51", "52", "53", "54"]),
    big("northwest", "西北", "Northwest China", &["61", "62", "63", "64", "65"]),
    big("overseas", "港澳台", "Hong Kong, Macao, Taiwan", &["71", "81", "82"]),
];

/// The big region a GB/T 2260 code lies in.
pub fn big_region(code: &str) -> Option<&'static BigRegion> {
    let province = code.get(..2)?;
    BIG_REGIONS.iter().find(|region| region.provinces.contains(&province))
}

/// A province (two digits), city (four) or county (six).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Region {
    pub code: String,
    pub name: String,
}

const PROVINCES: &str = include_str!("../../assets/reference/cn/provinces.csv");
const CITIES: &str = include_str!("../../assets/reference/cn/cities.csv");
const COUNTIES: &str = include_str!("../../assets/reference/cn/areas.csv");

/// The regions directly under `parent`; the provinces where there is none. A county has nothing under it.
pub fn regions(parent: Option<&str>) -> Result<Vec<Region>> {
    let (file, parent) = match parent.map(|code| (code.len(), code)) {
        None => (PROVINCES, ""),
        Some((2, code)) => (CITIES, code),
        Some((4, code)) => (COUNTIES, code),
        Some((6, _)) => return Ok(Vec::new()),
        Some((_, code)) => return Err(Error::FieldInvalid { field: "parent".into(), value: code.into() }),
    };
    Ok(file
        .lines()
        .skip(1)
        .filter(|line| line.starts_with(parent))
        .filter_map(|line| {
            let mut fields = line.split(',');
            Some(Region {
                code: fields.next()?.to_owned(),
                name: fields.next()?.trim_matches('"').to_owned(),
            })
        })
        .collect())
}

/// Municipalities (GB/T 2260): what stands between one and its districts says nothing.
const MUNICIPALITIES: [&str; 4] = ["11", "12", "31", "50"];

/// Where a region lies, as lists say it: province and city, `广东省 深圳市`, or municipality and district, `北京市 海淀区`.
/// A code that is no Chinese region stands for itself.
pub fn place(code: &str) -> Result<String> {
    let in_municipality = MUNICIPALITIES.iter().any(|province| code.starts_with(province));
    let second = if in_municipality { (4, 6) } else { (2, 4) };
    let mut names = Vec::new();
    for (parent, end) in [(0, 2), second] {
        let Some(part) = code.get(..end) else { break };
        let siblings = regions(code.get(..parent).filter(|parent| !parent.is_empty()))?;
        names.extend(siblings.into_iter().find(|region| region.code == part).map(|region| region.name));
    }
    Ok(if names.is_empty() { code.to_owned() } else { names.join(" ") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_says_province_and_city_or_municipality_and_district() {
        for (code, expected) in [
            ("440305", "广东省 深圳市"),
            ("4403", "广东省 深圳市"),
            ("44", "广东省"),
            ("110108", "北京市 海淀区"),
            ("11", "北京市"),
            ("GB", "GB"),
            ("US-CA", "US-CA"),
        ] {
            assert_eq!(place(code).unwrap(), expected);
        }
    }
}
