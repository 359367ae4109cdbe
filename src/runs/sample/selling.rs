//! What the sample company is selling: two years of opportunities with their ends, those that are open now, and leads.

use chrono::Days;
use rust_decimal::Decimal;

use super::chance::Chance;
use crate::calendar::{Day, Month};
use crate::error::Result;
use crate::language::Language;
use crate::money::Figure;
use crate::parties;
use crate::pipeline::{
    self, Ends, LeadFields, MoveOpportunity, NewOpportunity, Opportunity, OpportunityFields, Pipeline,
    SaveLead,
};
use crate::store::{LostReasonId, PartyId, StageId, Writer};

/// Opportunities begun in a month of the past.
const BEGUN_A_MONTH: u32 = 3;
const OPEN_NOW: u32 = 14;

/// Words of a language.
struct Words {
    titles: [&'static str; 12],
    steps: [&'static str; 4],
    sources: [&'static str; 4],
    leads: [[&'static str; 4]; 5],
}

const ZH: Words = Words {
    titles: [
        "年度纸箱供应",
        "礼盒春季款",
        "外卖盒试用",
        "缓冲材料替换",
        "快递袋两种规格",
        "冷链保温箱",
        "展会物料",
        "防潮包装方案",
        "彩印说明书",
        "标签改版",
        "牛皮纸框架协议",
        "蜂窝板内衬",
    ],
    steps: ["回访", "上门量尺寸", "寄样品", "谈价格"],
    sources: ["展会", "老客户介绍", "网站", "电话咨询"],
    leads: [
        ["周晴", "晨潮烘焙", "021-5550 0131", "展会"],
        ["许立", "石湾陶艺", "0757-5550 0177", "老客户介绍"],
        ["", "北坡户外", "010-5550 0142", "网站"],
        ["何苗", "灯笼宠物食品", "0571-5550 0119", "电话咨询"],
        ["罗安", "", "020-5550 0166", "展会"],
    ],
};

const EN: Words = Words {
    titles: [
        "Annual cartons",
        "Spring gift boxes",
        "Takeaway box trial",
        "Cushioning, replacement",
        "Mailer bags, two sizes",
        "Insulated liners",
        "Fair material",
        "Moisture-proof packing",
        "Printed manuals",
        "Labels, new design",
        "Kraft rolls, framework",
        "Honeycomb inserts",
    ],
    steps: ["Call back", "Site visit", "Send samples", "Price talk"],
    sources: ["Fair", "Recommendation", "Website", "Phone"],
    leads: [
        ["Ada Brook", "Morning Tide Bakery", "+31 20 555 0131", "Fair"],
        ["Tom Reed", "Reedbank Ceramics", "+31 10 555 0177", "Recommendation"],
        ["", "Northslope Outdoor", "+31 30 555 0142", "Website"],
        ["Eva Lamb", "Lantern Pet Foods", "+31 40 555 0119", "Phone"],
        ["Max Dorn", "", "+31 50 555 0166", "Fair"],
    ],
};

/// Sells on behalf of the owner.
struct Selling<'s, 'w> {
    w: &'s Writer<'w>,
    words: &'static Words,
    chance: Chance,
    pipeline: Pipeline,
    customers: &'s [PartyId],
    today: Day,
}

/// Enters everything up to today, each on its own day.
pub(super) fn sell(
    w: &Writer<'_>,
    language: Language,
    months: &[Month],
    customers: &[PartyId],
    today: Day,
) -> Result<()> {
    let words = if language == Language::En { &EN } else { &ZH };
    let Some(pipeline) = pipeline::pipelines(w)?.into_iter().next() else { return Ok(()) };
    let mut selling = Selling { w, words, chance: Chance::new(), pipeline, customers, today };
    for month in months {
        for _ in 0..BEGUN_A_MONTH {
            let after = Days::new(u64::from(selling.chance.below(24)));
            selling.past(month.first_day() + after)?;
        }
    }
    for _ in 0..OPEN_NOW {
        selling.present()?;
    }
    selling.leads()
}

impl Selling<'_, '_> {
    /// One that has ended: most stages one by one, then won or lost.
    fn past(&mut self, begun: Day) -> Result<()> {
        let made = self.begin(begun)?;
        let mut day = begun;
        let open = self.open_stages();
        let reaches = 1 + self.chance.below(6) as usize;
        for stage in open.iter().skip(1).take(reaches) {
            day = day + Days::new(u64::from(3 + self.chance.below(14)));
            if day > self.today {
                return Ok(());
            }
            self.to(&made, *stage, day, None)?;
        }
        day = day + Days::new(u64::from(2 + self.chance.below(12)));
        if day > self.today {
            return Ok(());
        }
        let won = reaches >= 4 && self.chance.percent(70);
        let ends = if won { Ends::Won } else { Ends::Lost };
        let reason = LostReasonId::new(1 + i64::from(self.chance.below(6)));
        let Some(stage) = self.pipeline.stages.iter().find(|stage| stage.ends == ends) else { return Ok(()) };
        self.to(&made, stage.id, day, Some(reason).filter(|_| !won))
    }

    /// One that is open now.
    fn present(&mut self) -> Result<()> {
        let age = u64::from(12 + self.chance.below(40));
        let begun = self.today - Days::new(age);
        let made = self.begin(begun)?;
        let open = self.open_stages();
        let reaches = self.chance.below(6) as usize;
        let mut day = begun;
        for stage in open.iter().skip(1).take(reaches) {
            day = (day + Days::new(u64::from(1 + self.chance.below(9)))).min(self.today);
            self.to(&made, *stage, day, None)?;
        }
        Ok(())
    }

    fn begin(&mut self, begun: Day) -> Result<Opportunity> {
        let pick = |chance: &mut Chance, of: &[&'static str]| {
            of.get(chance.below(u32::try_from(of.len()).unwrap_or(1)) as usize).copied().unwrap_or_default()
        };
        let customer = self.chance.below(u32::try_from(self.customers.len()).unwrap_or(1)) as usize;
        let party_id = self.customers.get(customer).copied();
        let contacts =
            party_id.map(|id| parties::get(self.w, id)).transpose()?.map(|party| party.fields.contacts);
        let contact =
            contacts.and_then(|all| all.into_iter().next()).map_or_else(|| "–".to_owned(), |one| one.name);
        let amount = 4 + self.chance.below(60);
        let without_step = self.chance.percent(12);
        let fields = OpportunityFields {
            party_id,
            title: pick(&mut self.chance, &self.words.titles).to_owned(),
            amount: Figure(Decimal::from(amount * 1_000)),
            expected_close_on: Some(begun + Days::new(u64::from(40 + self.chance.below(50)))),
            source: pick(&mut self.chance, &self.words.sources).to_owned(),
            contact,
            next_step: if without_step { "" } else { pick(&mut self.chance, &self.words.steps) }.to_owned(),
            next_step_on: Some(self.today + Days::new(u64::from(self.chance.below(9))))
                .filter(|_| !without_step),
            ..OpportunityFields::default()
        };
        let new = NewOpportunity { fields, date: Some(begun), ..NewOpportunity::default() };
        pipeline::create(self.w, &new, self.today)
    }

    fn to(
        &self,
        of: &Opportunity,
        stage_id: StageId,
        day: Day,
        lost_reason_id: Option<LostReasonId>,
    ) -> Result<()> {
        let input = MoveOpportunity {
            id: of.id,
            moved: None,
            stage_id,
            date: Some(day),
            owner_id: None,
            deadline_on: None,
            lost_reason_id,
            why: String::new(),
        };
        pipeline::move_to(self.w, &input, self.today).map(drop)
    }

    fn open_stages(&self) -> Vec<StageId> {
        self.pipeline.stages.iter().filter(|stage| stage.ends == Ends::Open).map(|stage| stage.id).collect()
    }

    fn leads(&self) -> Result<()> {
        for [name, company, phone, source] in self.words.leads {
            let fields = LeadFields {
                name: name.into(),
                company: company.into(),
                phone: phone.into(),
                source: source.into(),
                ..LeadFields::default()
            };
            pipeline::save_lead(self.w, &SaveLead { id: None, version: None, fields }, self.today)?;
        }
        Ok(())
    }
}
