//! Vouchers of an entry that fits, of one that goes on, and in English without cells.

use super::*;

fn entry(lines: usize, amount: fn(&str) -> Money) -> VoucherPaper {
    let row = |summary: &str, account: &str, detail: &str, debit: &str, credit: &str| VoucherRow {
        summary: summary.into(),
        account: account.into(),
        detail: detail.into(),
        debit: amount(debit),
        credit: amount(credit),
    };
    let rows = [
        row("销售纸品 XS-2026-0418", "1122 应收账款", "杭州听泉文创有限公司", "27395.52", "0"),
        row("销售纸品 XS-2026-0418", "5001 主营业务收入", "纸品及设计", "0", "24504.00"),
        row("销售纸品 XS-2026-0418", "2221 应交税费", "应交增值税（销项税额）", "0", "2891.52"),
    ];
    VoucherPaper {
        title: "记账凭证".into(),
        company: "苏州拾光纸品有限公司".into(),
        number: "记字第0231号".into(),
        dated: day("2026-07-24"),
        attachments: Some(3),
        rows: rows.iter().cycle().take(lines).cloned().collect(),
        debit: amount("27395.52"),
        credit: amount("27395.52"),
        signatures: [
            ("会计主管", "顾言"),
            ("记账", "周宁"),
            ("出纳", ""),
            ("审核", "顾言"),
            ("制单", "林越"),
        ]
        .map(|(role, name)| (role.to_owned(), name.to_owned()))
        .to_vec(),
        proof: proof("", "2026-07-31T09:30:00Z", "周宁"),
    }
}

#[test]
fn vouchers_stand_two_to_a_page_and_long_entries_go_on() {
    let papers = [entry(3, yuan), entry(12, yuan)];
    let printed = vouchers(&papers, Language::ZhCn, &Design::default()).unwrap();
    keep("09-voucher-zh", &printed);
    assert_eq!((printed.pages, printed.uncovered.len()), (2, 0));
    let english = vouchers(&[entry(3, euro)], Language::En, &Design::default()).unwrap();
    keep("09-voucher-en", &english);
    for (page, name, pages) in
        [(PageSize::A5, "a5", 3), (PageSize::FormHalf, "half", 3), (PageSize::FormThird, "third", 3)]
    {
        let printed = vouchers(&papers, Language::ZhCn, &Design { page, ..Design::default() }).unwrap();
        keep(&format!("formats/voucher-{name}"), &printed);
        assert_eq!(printed.pages, pages, "{name}");
    }
}
