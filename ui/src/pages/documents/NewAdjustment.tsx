import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import type { Business, OpenItem } from "../../bindings";
import { EntryLines } from "../../components/EntryLines";
import { Key } from "../../components/Key";
import { PageHead } from "../../components/PageHead";
import { Problem } from "../../components/Problem";
import { SharesTable } from "../../components/SharesTable";
import { useDraft } from "../../lib/draft";
import { homeOfParty } from "../../lib/homes";
import { useShortcuts } from "../../lib/keyboard";
import { useModeKeys } from "../../lib/modeKeys";
import { isNegative } from "../../lib/money";
import { useParty } from "../../lib/parties";
import { useSession } from "../../lib/session";
import { AdjustmentFields } from "./AdjustmentFields";
import { type AdjustAct, actsOf, emptyAdjustment, isPlannable, toWire } from "./adjusting";
import { useEntryPreview, useOpenItems } from "./queries";
import { Recording } from "./Recording";

/** Sets off, hands over or gives up what is open with a party: `/customers/12/write-off`. */
export function NewAdjustmentPage({ business }: { business: Business }) {
  const { id = "", act = "" } = useParams();
  const { data: session } = useSession();
  const known = actsOf[business].find((each) => each === act);
  if (!session || !known) return null;
  return (
    <NewAdjustment
      key={`${id}.${act}`}
      business={business}
      act={known}
      id={Number(id)}
      today={session.today}
    />
  );
}

type Props = { business: Business; act: AdjustAct; id: number; today: string };

const owed = (items: OpenItem[] | undefined, business: Business) =>
  (items ?? []).filter(
    ({ control, remaining }) =>
      control === (business === "customer" ? "receivable" : "payable") && !isNegative(remaining.amount),
  );

function NewAdjustment({ business, act, id, today }: Props) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const { fields: adjustment, write, forget } = useDraft(`${act}.${business}.${id}`, emptyAdjustment(today));
  const [confirming, setConfirming] = useState(false);
  const { data: party } = useParty(id);
  const items = useOpenItems(id, business);
  const counter = useOpenItems(act === "set-off" ? (adjustment.other ?? id) : null, "supplier");
  const plannable = isPlannable(act, adjustment);
  const fields = toWire(act, business, id, adjustment);
  const preview = useEntryPreview(fields, plannable);
  useModeKeys([{ key: "Ctrl Enter", does: t("documents.acts.record.verb") }]);
  const ready = plannable && preview.isSuccess && !preview.isFetching;
  const confirm = () => ready && setConfirming(true);
  const home = homeOfParty(business, id);
  useShortcuts({ "mod+Enter": confirm, Escape: () => !confirming && goTo(home) });
  const debts = owed(items.data, business);
  const payables = owed(counter.data, "supplier");
  return (
    <div className="page-main">
      <PageHead
        title={
          <>
            <Link className="second" to={home}>
              {party?.fields.name}
            </Link>
            {` / ${t(`adjust.${business}.${act}.title`)}`}
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
          <p className="second">{t(`adjust.${business}.${act}.body`)}</p>
          <AdjustmentFields business={business} act={act} adjustment={adjustment} write={write} />
          {plannable && preview.error ? <Problem error={preview.error} /> : null}
          <h2 className="section">{t(`adjust.owed.${business}`)}</h2>
          {items.error ? <Problem error={items.error} /> : null}
          {items.isSuccess && debts.length === 0 && <p className="second">{t("adjust.nothing")}</p>}
          {debts.length > 0 && (
            <SharesTable
              items={debts}
              shares={adjustment.shares}
              day={adjustment.date}
              onShare={(item, amount) => write({ shares: { ...adjustment.shares, [item.id]: amount } })}
            />
          )}
          {act === "set-off" && (
            <>
              <h2 className="section">{t("adjust.owed.supplier")}</h2>
              {counter.isSuccess && payables.length === 0 && (
                <p className="second">{t("adjust.nothingAgainst")}</p>
              )}
              {payables.length > 0 && (
                <SharesTable
                  items={payables}
                  shares={adjustment.against}
                  day={adjustment.date}
                  onShare={(item, amount) => write({ against: { ...adjustment.against, [item.id]: amount } })}
                />
              )}
            </>
          )}
        </section>
        <aside className="editor-side">
          <section className="panel side-box">
            <h2>{t("documents.acts.record.entry")}</h2>
            {plannable && preview.data ? (
              <EntryLines lines={preview.data} />
            ) : (
              <p className="second">{t("adjust.entryLater")}</p>
            )}
          </section>
        </aside>
      </div>
      {confirming && (
        <Recording
          fields={fields}
          date={adjustment.date}
          entry={preview.data ?? []}
          onRecorded={forget}
          onClose={() => setConfirming(false)}
        />
      )}
    </div>
  );
}
