//! Price lists (价目表) and the price that counts for a customer, an item and a quantity on a day.
//!
//! A list is of all customers, of one, or of a class; it holds in its currency and between its days, and has prices by
//! quantity. [`find_price`] is the one place that chooses, and says why: a list of this customer before the one agreed
//! with it, before the one its class proposes, before one of its class, before one of all; then the later beginning. Where
//! no list has the item, the item's own price counts. Verbs: [`save_price_list`], [`archive_price_list`].

mod find;
mod list;

pub use find::{FindPrice, PriceOffer, find_price};
pub use list::{
    PriceFields, PriceList, PriceListFields, PriceListRow, PriceScope, SavePriceList, archive_price_list,
    price_list, price_lists, save_price_list,
};
