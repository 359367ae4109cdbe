//! Grades from the books: how each customer paid in a year, scored by the rules of `credit`, as of any day and as known at any
//! act.
//!
//! One pass reads every item with what settled it (`items.sql`), narrowed to a customer or not: [`card`] of one customer with
//! its evidence, [`review`] of all. Nothing is kept here; a review is kept by [`crate::credit::keep_review`].

mod behaviour;
mod card;
mod items;
mod list;
mod preview;
mod review;
mod score;

pub use card::{CreditCard, CreditCardInput, CreditDocument, CreditPeak, GradeStep, card};
pub use list::{CreditList, CreditRow, credit_list};
pub use preview::{CreditPreview, preview};
pub use review::{Change, ReviewCredit, Reviewed, compare, review, review_day};
pub use score::{FactorLine, FactorNote};
