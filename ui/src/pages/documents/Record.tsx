import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import type { Document } from "../../bindings";
import { DateText } from "../../components/DateText";
import { Key } from "../../components/Key";
import { MailDialog } from "../../components/MailDialog";
import { MoneyText } from "../../components/MoneyText";
import { PageHead } from "../../components/PageHead";
import { Problem } from "../../components/Problem";
import { StatusPill } from "../../components/StatusPill";
import { VoidDialog } from "../../components/VoidDialog";
import { nameIn } from "../../lib/bilingual";
import { useVoid } from "../../lib/documents";
import { homeOfParty } from "../../lib/homes";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { isZero } from "../../lib/money";
import { homeOfRecurring } from "../../lib/recurring";
import { useMay, useSession } from "../../lib/session";
import { nextDue } from "./InstalmentRows";
import {
  businessOf,
  creditOf,
  dueWord,
  isAdjustment,
  isCash,
  isCredit,
  isDebt,
  isMailed,
  isPreInvoice,
  rightOf,
  shelfOf,
  shelves,
} from "./kinds";
import { OrderActions } from "./OrderActions";
import { useAccounts, useDocument } from "./queries";
import { CashBody, TradeBody } from "./RecordBody";
import { RecordPaper } from "./RecordPaper";
import { RecordSide } from "./RecordSide";
import { RecoverDebt } from "./RecoverDebt";
import { Rescheduling } from "./Rescheduling";

/** One document: what it says, what is left of it, what settled it and what it posted. */
export function RecordPage() {
  const { id = "" } = useParams();
  const { data: document, error } = useDocument(Number(id));
  if (error)
    return (
      <div className="page-main">
        <Problem error={error} />
      </div>
    );
  return document ? <Record key={id} document={document} /> : null;
}

function Record({ document }: { document: Document }) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const [asking, setAsking] = useState(false);
  const [looking, setLooking] = useState(false);
  const [recovering, setRecovering] = useState(false);
  const [rescheduling, setRescheduling] = useState(false);
  const today = useSession().data?.today;
  const [mailing, setMailing] = useState(false);
  const { id, kind, number, party_id } = document;
  const { path, words } = shelves[shelfOf(kind)];
  const business = businessOf(document);
  const may = useMay();
  const [keeps, acts] = [may("keep"), may(rightOf(kind))];
  const standing = document.state !== "void";
  const owing = standing && !isZero(document.remaining.amount);
  const owes = keeps && owing && isDebt(kind);
  const credit = keeps && owing && isCredit(kind) ? document.items[0] : undefined;
  const printable =
    kind === "invoice" || kind === "credit_note" || isPreInvoice(kind) || document.account !== null;
  const mails = standing && printable && may("sell") && isMailed(kind);
  const settle = () =>
    goTo(`${business === "customer" ? "/receipts" : "/payments"}/new?party=${party_id}&document=${id}`);
  const apply = () => goTo(`${homeOfParty(business, party_id)}?apply=${credit?.id}`);
  useShortcuts({
    ...(mails ? { m: () => setMailing(true) } : {}),
    Escape: () => !mailing && !asking && !recovering && !rescheduling && goTo(-1),
    ...(printable ? { p: () => setLooking(!looking) } : {}),
    ...(owes ? { r: settle, d: () => setRescheduling(true) } : {}),
    ...(credit ? { r: apply } : {}),
  });
  return (
    <div className="page-main">
      <PageHead
        title={
          <>
            {isAdjustment(kind) ? (
              <Link className="second" to={homeOfParty(business, party_id)}>
                {t(`kinds.${kind}`)}
              </Link>
            ) : (
              <Link className="second" to={path}>
                {t(`${words}.title`)}
              </Link>
            )}
            {` / ${number}`}
          </>
        }
        actions={
          <>
            {printable && (
              <Button
                onClick={() => setLooking(!looking)}
                type={looking ? "primary" : "default"}
                ghost={looking}
              >
                {t("documents.preview")} <Key name="P" />
              </Button>
            )}
            {mails && (
              <Button onClick={() => setMailing(true)}>
                {t("mail.short")} <Key name="M" />
              </Button>
            )}
            {standing && acts && <Button onClick={() => setAsking(true)}>{t("documents.void")}</Button>}
            {document.totals && acts && (
              <Button onClick={() => goTo(`${path}/new?copy=${id}`)}>{t("documents.copy")}</Button>
            )}
            {acts && (kind === "invoice" || kind === "bill") && (
              <Button onClick={() => goTo(`${homeOfRecurring(kind)}/new?copy=${id}`)}>
                {t("recurring.fromDocument")}
              </Button>
            )}
            {standing && acts && (kind === "invoice" || kind === "bill") && (
              <Button onClick={() => goTo(`${path}/new?credits=${id}`)}>
                {t(`kinds.${creditOf(shelfOf(kind))}`)}
              </Button>
            )}
            {standing && acts && kind === "bad_debt" && (
              <Button type="primary" onClick={() => setRecovering(true)}>
                {t("adjust.recover")}
              </Button>
            )}
            {standing && acts && isPreInvoice(kind) && <OrderActions document={document} />}
            {owes && (
              <Button onClick={() => setRescheduling(true)}>
                {t("documents.reschedule.verb")} <Key name="D" />
              </Button>
            )}
            {owes && (
              <Button type="primary" onClick={settle}>
                {t(business === "customer" ? "documents.receive" : "documents.pay")} <Key name="R" />
              </Button>
            )}
            {credit && (
              <Button type="primary" onClick={apply}>
                {t("cash.apply")} <Key name="R" />
              </Button>
            )}
          </>
        }
      />
      {document.void && (
        <Problem>
          {t("documents.voidMark", { date: document.void.date, reason: document.void.reason || "–" })}
        </Problem>
      )}
      <Figures document={document} />
      <div className="editor">
        {looking ? (
          <RecordPaper document={document} />
        ) : (
          <section className="panel paper">
            {document.totals ? <TradeBody document={document} /> : <CashBody document={document} />}
          </section>
        )}
        <RecordSide document={document} />
      </div>
      {mailing && <MailDialog mail={{ of: "document", id }} onClose={() => setMailing(false)} />}
      {recovering && <RecoverDebt document={document} onClose={() => setRecovering(false)} />}
      {rescheduling && today && (
        <Rescheduling document={document} today={today} onClose={() => setRescheduling(false)} />
      )}
      {asking && <Voiding document={document} onClose={() => setAsking(false)} />}
    </div>
  );
}

/** What matters most: whom it names, how much, what is left, when. */
function Figures({ document }: { document: Document }) {
  const { t, i18n } = useTranslation();
  const account = useAccounts().data?.find((each) => each.code === document.account);
  const { kind, state, party_id, remaining } = document;
  const { words } = shelves[shelfOf(kind)];
  const business = businessOf(document);
  return (
    <dl className="figures panel">
      <Fact name={t(`${words}.party`)}>
        <Link to={homeOfParty(business, party_id)}>{document.party.name}</Link>
      </Fact>
      <Fact name={t(document.totals ? "documents.total" : "cash.amount")}>
        <MoneyText value={document.total} withCurrency />
      </Fact>
      {isAdjustment(kind) ? null : isPreInvoice(kind) ? (
        <Fact name={t("documents.state")}>
          <StatusPill status={{ kind: state === "overdue" ? "late" : state === "open" ? "going" : state }} />
        </Fact>
      ) : isCash(kind) ? (
        <Fact name={document.detail.deposit ? t("cash.deposit.name") : t(`cash.${kind}.advance`)}>
          <MoneyText value={remaining} zeroAs="dash" />
        </Fact>
      ) : (
        <Fact name={t("documents.remaining")}>
          <MoneyText value={remaining} tone={state === "overdue" ? "red" : undefined} />{" "}
          <StatusPill status={{ kind: state === "overdue" ? "late" : state }} />
        </Fact>
      )}
      <Fact name={t("documents.date")}>
        <DateText value={document.date} />
      </Fact>
      {document.account !== null && (
        <Fact name={t("cash.account")}>
          <span className="num">{document.account}</span> {account && nameIn(i18n.language, account)}
        </Fact>
      )}
      {document.due_on !== null && (
        <Fact name={t(dueWord(kind))}>
          <DateText value={nextDue(document)} />
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Takes a document back, after asking why. */
function Voiding({ document, onClose }: { document: Document; onClose: () => void }) {
  const { t } = useTranslation();
  const { id, number } = document;
  const voiding = useVoid();
  const take = (reason: string) =>
    voiding.mutate(
      { id, reason },
      {
        onSuccess: () => {
          onClose();
          tell({ text: t("documents.voided", { number }) });
        },
      },
    );
  return (
    <VoidDialog
      number={number}
      busy={voiding.isPending}
      error={voiding.error}
      onVoid={take}
      onClose={onClose}
    />
  );
}
