import { PlusOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import type { DraftVersion } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { Key } from "../../components/Key";
import { MoneyText } from "../../components/MoneyText";
import { PageHead } from "../../components/PageHead";
import { Problem } from "../../components/Problem";
import { useNeedsApproval } from "../../lib/approval";
import { useDraft } from "../../lib/draft";
import { useEntryName } from "../../lib/entries";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { useModeKeys } from "../../lib/modeKeys";
import { isZero } from "../../lib/money";
import { useSession } from "../../lib/session";
import { useTakeBack } from "../../lib/takeBack";
import {
  useAccounts,
  usePostVoucher,
  useSaveVoucherDraft,
  useVoucherDraft,
  useVoucherTotals,
} from "./queries";
import { VoucherRow } from "./VoucherRow";
import { fromWire, isBlank, type Line, lineOf, toWire, type Voucher } from "./voucher";
import "./vouchers.css";

/** 记账凭证: an entry typed by hand, with both sides added up while it is; `/vouchers/draft/3` goes on with a draft. */
export function NewVoucherPage() {
  const { id } = useParams();
  const { data: session, error: sessionError } = useSession();
  const kept = useVoucherDraft(id ? Number(id) : null);
  const error = sessionError ?? kept.error;
  if (error)
    return (
      <div className="page-main">
        <Problem error={error} />
      </div>
    );
  if (!session || (id && !kept.data)) return null;
  const { draft, parties } = kept.data ?? { draft: null, parties: [] };
  const blank: Voucher = { date: session.today, summary: "", attachments: "", lines: [lineOf(), lineOf()] };
  return (
    <NewVoucher
      key={id ?? ""}
      start={draft ? fromWire(draft.fields, session.today, parties) : blank}
      draft={draft}
      currency={session.book.currency}
    />
  );
}

type Props = { start: Voucher; draft: DraftVersion | null; currency: string };

function NewVoucher({ start, draft, currency }: Props) {
  const { t } = useTranslation();
  const entryName = useEntryName();
  const goTo = useNavigate();
  const memory = draft ? `voucher.${draft.id}.${draft.version}` : "voucher";
  const { fields: voucher, write, forget } = useDraft<Voucher>(memory, start);
  const { data: accounts = [] } = useAccounts();
  const wire = toWire(voucher);
  const totals = useVoucherTotals(wire);
  const posting = usePostVoucher();
  const saving = useSaveVoucherDraft();
  const needsApproval = useNeedsApproval("voucher");
  const isDraft = draft !== null || needsApproval;
  const takingBack = useTakeBack();
  useModeKeys([
    { key: "Ctrl S", does: t("vouchers.save") },
    ...(isDraft ? [] : [{ key: "Ctrl Enter", does: t("vouchers.post") }]),
  ]);

  const balanced = totals.data !== undefined && isZero(totals.data.difference.amount);
  const ready = wire.lines.length > 1 && balanced && totals.isSuccess && !totals.isFetching;
  const post = () => {
    if (!ready || isDraft || posting.isPending) return;
    posting.mutate(wire, {
      onSuccess: (entry) => {
        forget();
        const name = entryName(entry);
        const undo = () =>
          takingBack.mutateAsync([{ seq: entry.seq }]).then(
            () => tell({ text: t("vouchers.takenBack", { name }) }),
            () => goTo("/vouchers"),
          );
        tell({ text: t("vouchers.posted", { name }), undo: () => void undo() });
        goTo("/vouchers", { replace: true });
      },
    });
  };
  const keep = () => {
    if (saving.isPending) return;
    saving.mutate(
      { id: draft?.id, version: draft?.version, fields: wire },
      {
        onSuccess: () => {
          forget();
          tell({ text: t("vouchers.saved") });
          goTo("/vouchers/drafts", { replace: true });
        },
      },
    );
  };
  useShortcuts({ "mod+s": keep, "mod+Enter": post, Escape: () => goTo(-1) });
  const setLines = (lines: Line[]) => {
    const last = lines.at(-1);
    write({ lines: last && isBlank(last) ? lines : [...lines, lineOf()] });
  };
  const change = (changed: Line) =>
    setLines(voucher.lines.map((line) => (line.key === changed.key ? changed : line)));
  const remove = (gone: Line) => setLines(voucher.lines.filter((line) => line.key !== gone.key));

  return (
    <div className="page-main">
      <PageHead
        title={
          <>
            <Link className="second" to="/vouchers">
              {t("nav.vouchers")}
            </Link>
            {` / ${t(draft ? "vouchers.draft" : "vouchers.new")}`}
          </>
        }
        actions={
          <>
            <Button type={isDraft ? "primary" : "default"} loading={saving.isPending} onClick={keep}>
              {t("vouchers.save")} <Key name="Ctrl S" />
            </Button>
            {!isDraft && (
              <Button type="primary" disabled={!ready} loading={posting.isPending} onClick={post}>
                {t("vouchers.post")} <Key name="Ctrl Enter" />
              </Button>
            )}
          </>
        }
      />
      <section className="panel voucher">
        <div className="voucher-head">
          <div>
            <span className="caption">{t("documents.date")}</span>
            <DateInput
              label={t("documents.date")}
              value={voucher.date}
              onChange={(date) => date && write({ date })}
            />
          </div>
          <div className="grow">
            <span className="caption">{t("reports.summary")}</span>
            <Input
              autoFocus
              aria-label={t("reports.summary")}
              value={voucher.summary}
              onChange={(event) => write({ summary: event.target.value })}
            />
          </div>
          <div>
            <span className="caption">{t("vouchers.attachments")}</span>
            <Input
              className="num"
              inputMode="numeric"
              aria-label={t("vouchers.attachments")}
              value={voucher.attachments}
              onChange={(event) => write({ attachments: event.target.value.replace(/\D/g, "").slice(0, 4) })}
            />
          </div>
        </div>
        <table className="voucher-lines">
          <thead>
            <tr>
              <th>{t("vouchers.account")}</th>
              <th>{t("reports.party")}</th>
              <th className="end">{t("vouchers.debit")}</th>
              <th className="end">{t("vouchers.credit")}</th>
              <th aria-label={t("vouchers.remove")} />
            </tr>
          </thead>
          <tbody>
            {voucher.lines.map((line, at) => (
              <VoucherRow
                key={line.key}
                line={line}
                at={at + 1}
                accounts={accounts}
                currency={currency}
                onChange={change}
                onRemove={() => remove(line)}
              />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td colSpan={2}>
                <Button
                  type="text"
                  icon={<PlusOutlined />}
                  onClick={() => setLines([...voucher.lines, lineOf()])}
                >
                  {t("documents.addLine")}
                </Button>
              </td>
              <td className="end">
                <MoneyText value={totals.data?.debit} />
              </td>
              <td className="end">
                <MoneyText value={totals.data?.credit} />
              </td>
              <td />
            </tr>
          </tfoot>
        </table>
        {totals.data && !balanced && (
          <Problem>
            {t("vouchers.difference")} <MoneyText value={totals.data.difference} withCurrency />
          </Problem>
        )}
        {saving.error && <Problem error={saving.error} />}
        {posting.error ? <Problem error={posting.error} /> : totals.error && <Problem error={totals.error} />}
      </section>
    </div>
  );
}
