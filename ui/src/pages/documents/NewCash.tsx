import { Button } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";
import { EntryLines } from "../../components/EntryLines";
import { Key } from "../../components/Key";
import { PageHead } from "../../components/PageHead";
import { Problem } from "../../components/Problem";
import { SharesTable } from "../../components/SharesTable";
import { DoorError } from "../../lib/door";
import { useDraft } from "../../lib/draft";
import { useShortcuts } from "../../lib/keyboard";
import { useModeKeys } from "../../lib/modeKeys";
import { formatAmount, isZero } from "../../lib/money";
import { useSession } from "../../lib/session";
import { type Entry, shownOf, toWire, withDiscount, withShare } from "./allocation";
import { CashFields } from "./CashFields";
import { advanceOf, type CashKind, debtOf, shelves } from "./kinds";
import { useAccounts, useDiscounts, useEntryPreview, useOpenItems, useProposal } from "./queries";
import { Recording } from "./Recording";

/** Records money received or paid. `?party=` chooses whose, `?document=` settles that one document. */
export function NewCashPage({ kind }: { kind: CashKind }) {
  const [query] = useSearchParams();
  const { data: session, error } = useSession();
  if (error)
    return (
      <div className="page-main">
        <Problem error={error} />
      </div>
    );
  if (!session) return null;
  const party = query.get("party");
  const fresh: Entry = {
    party_id: party ? Number(party) : null,
    date: session.today,
    amount: "",
    currency: null,
    fee: "",
    account: null,
    reference: "",
    notes: "",
    rule: "exact_then_oldest",
    deposit: false,
    chosen: {},
    discounts: {},
  };
  const document = query.get("document");
  return (
    <NewCash
      key={query.toString()}
      kind={kind}
      memory={document ? null : `${kind}.${party ?? "new"}`}
      start={fresh}
      document={document ? Number(document) : null}
    />
  );
}

type Props = {
  kind: CashKind;
  /** Under which name what is typed is kept. */
  memory: string | null;
  start: Entry;
  document: number | null;
};

function NewCash({ kind, start, memory, document }: Props) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const { path, business } = shelves[kind];
  const { fields: entry, write, forget } = useDraft(memory, start);
  const [confirming, setConfirming] = useState(false);
  const items = useOpenItems(entry.party_id, business);
  const debts = items.data?.filter(
    (item) => item.control === debtOf(kind) && !item.remaining.amount.startsWith("-"),
  );
  const { data: accounts = [] } = useAccounts();
  const filled = entry.party_id !== null && entry.amount !== "" && !isZero(entry.amount);
  const proposal = useProposal(
    {
      party_id: entry.party_id ?? 0,
      business,
      amount: entry.amount || "0",
      currency: entry.currency,
      date: entry.date,
      rule: entry.rule,
    },
    filled && entry.rule !== "chosen" && !entry.deposit,
  );
  const spreads = filled || entry.rule === "chosen";
  const shown = spreads ? shownOf(entry, proposal.data) : { shares: {}, discounts: {} };
  const offers = useDiscounts(entry.party_id, business, entry.date);
  const spread =
    entry.deposit || entry.rule === "chosen" || (proposal.isSuccess && !proposal.isPlaceholderData);
  const fields = toWire(kind, entry, shown);
  const preview = useEntryPreview(fields, filled && spread);
  useModeKeys([{ key: "Ctrl Enter", does: t("documents.acts.record.verb") }]);

  // The named document is settled whole as soon as its open item is known.
  const named = document === null ? undefined : debts?.find((item) => item.document_id === document);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the item fills an empty form, once
  useEffect(() => {
    if (!named || entry.amount !== "") return;
    const { amount, currency } = named.remaining;
    write({ amount, currency, rule: "chosen", chosen: { [named.id]: amount } });
  }, [named]);

  const rest = preview.data?.find(
    (line) => accounts.find((account) => account.code === line.account)?.control === advanceOf(kind),
  );
  const ready = filled && spread && preview.isSuccess && !preview.isFetching;
  const problem = (entry.rule === "chosen" || entry.deposit ? null : proposal.error) ?? preview.error;
  const over = overOf(problem);
  const confirm = () => ready && setConfirming(true);
  useShortcuts({ "mod+Enter": confirm, Escape: () => !confirming && goTo(-1) });

  return (
    <div className="page-main">
      <PageHead
        title={
          <>
            <Link className="second" to={path}>
              {t(`cash.${kind}.title`)}
            </Link>
            {` / ${t(`cash.${kind}.new`)}`}
          </>
        }
        actions={
          <Button type="primary" disabled={!ready} onClick={confirm}>
            {t("documents.acts.record.verb")} <Key name="Ctrl Enter" />
          </Button>
        }
      />
      <div className="editor">
        <section className="panel paper">
          <CashFields kind={kind} entry={entry} write={write} />
          {over ? <Problem tone="error">{t("cash.over", over)}</Problem> : null}
          {problem && !over ? <Problem error={problem} /> : null}
          {entry.deposit ? (
            <p className="second">{t(`cash.deposit.${kind}`)}</p>
          ) : (
            <>
              <h2 className="section">{t(`cash.${kind}.owed`)}</h2>
              {items.error ? <Problem error={items.error} /> : null}
              {entry.party_id === null && <p className="second">{t("cash.pickParty")}</p>}
              {debts?.length === 0 && <p className="second">{t(`cash.${kind}.nothing`)}</p>}
              {debts && debts.length > 0 && (
                <SharesTable
                  items={debts}
                  shares={shown.shares}
                  day={entry.date}
                  onShare={(item, amount) => write(withShare(entry, shown, item, amount))}
                  early={{
                    offers: offers.data ?? [],
                    discounts: shown.discounts,
                    onDiscount: (item, discount, amount) =>
                      write(withDiscount(entry, shown, item, discount, amount)),
                  }}
                />
              )}
            </>
          )}
        </section>
        <aside className="editor-side">
          <section className="panel side-box">
            <h2>{t("documents.acts.record.entry")}</h2>
            {filled && preview.data ? (
              <>
                <EntryLines lines={preview.data} />
                <p className={rest ? "amber" : "second"}>
                  {rest
                    ? t(`cash.${kind}.rest`, { amount: formatAmount(rest.amount.amount) })
                    : t(entry.deposit ? "cash.deposit.held" : "cash.whole")}
                </p>
              </>
            ) : (
              <p className="second">{t("cash.entryLater")}</p>
            )}
          </section>
        </aside>
      </div>
      {confirming && (
        <Recording
          fields={fields}
          date={entry.date}
          entry={preview.data ?? []}
          onRecorded={forget}
          onClose={() => setConfirming(false)}
        />
      )}
    </div>
  );
}

/** The two amounts, where the shares together are more than the money; `null` for any other problem. */
function overOf(problem: unknown): { asked: string; open: string } | null {
  if (!problem) return null;
  const { code, details } = DoorError.from(problem);
  if (code !== "over_allocation" || details.number !== "") return null;
  return { asked: formatAmount(String(details.asked)), open: formatAmount(String(details.open)) };
}
