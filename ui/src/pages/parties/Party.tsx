import { Button, Dropdown, Tabs } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import type { Business, EventGroup } from "../../bindings";
import { Key } from "../../components/Key";
import { PageHead } from "../../components/PageHead";
import { Problem } from "../../components/Problem";
import { StatusPill } from "../../components/StatusPill";
import type { Words } from "../../lib/i18n";
import { useShortcuts } from "../../lib/keyboard";
import { usePageState } from "../../lib/pageState";
import { useParty } from "../../lib/parties";
import { useMay, useSession } from "../../lib/session";
import { Attachments } from "./Attachments";
import { sideOf } from "./business";
import { Contracts } from "./Contracts";
import { Commitments } from "./commitments";
import { Credit } from "./credit";
import { Documents } from "./Documents";
import { ExportContacts } from "./ExportContacts";
import { LateInterest } from "./LateInterest";
import { Ledger } from "./Ledger";
import { MergeDialog } from "./MergeDialog";
import { Merged } from "./Merged";
import { OpenItems } from "./OpenItems";
import { PartyFigures } from "./PartyFigures";
import { PartyForm } from "./PartyForm";
import { Purchases } from "./Purchases";
import { useIndustries, usePartyRow, useRegionNames, useTerms } from "./queries";
import { Reconciliations, useConfirmedUntil } from "./Reconciliations";
import { Statement } from "./Statement";
import { Tasks } from "./Tasks";
import { Timeline } from "./timeline";

type WarningCode = keyof Words["warnings"];

const START = { tab: "open", apply: "", group: "", shows: "amounts" };

export function CustomerPage() {
  return <PartyPage business="customer" />;
}

export function SupplierPage() {
  return <PartyPage business="supplier" />;
}

/** One party: what is open, the documents and the profile; `new` shows an empty profile. */
function PartyPage({ business }: { business: Business }) {
  const { id = "" } = useParams();
  return id === "new" ? (
    <NewParty business={business} />
  ) : (
    <OneParty key={id} business={business} id={Number(id)} />
  );
}

function NewParty({ business }: { business: Business }) {
  const { home, words } = sideOf[business];
  const { t } = useTranslation();
  const goTo = useNavigate();
  return (
    <div className="page-main">
      <PageHead title={t(`${words}.newTitle`)} />
      <PartyForm
        business={business}
        onSaved={(party) => goTo(`${home}/${party.id}`, { replace: true })}
        onLeave={() => goTo(home)}
      />
    </div>
  );
}

function OneParty({ business, id }: { business: Business; id: number }) {
  const { home, words, newTrade, newCash, tradeRight, adjustments } = sideOf[business];
  const { t, i18n } = useTranslation();
  const goTo = useNavigate();
  const may = useMay();
  const bookLanguage = useSession().data?.book.language;
  const [{ tab, apply, group, shows }, change] = usePageState(START);
  const [merging, setMerging] = useState(false);
  const { data: party, error } = useParty(id);
  const figures = usePartyRow(business, id, party?.archived).data;
  const region = useRegionNames(party?.fields.region);
  const { data: terms = [] } = useTerms();
  const { data: industries = [] } = useIndustries();
  const confirmedUntil = useConfirmedUntil(business === "customer" ? id : null);
  const english = i18n.language === "en";
  const named = (found: { name_zh: string; name_en: string } | undefined) =>
    found && (english ? found.name_en : found.name_zh);
  useShortcuts({
    e: () => change({ tab: "profile" }),
    Escape: () => goTo(-1),
    ...(may("keep") ? { r: () => goTo(`${newCash}?party=${id}`) } : {}),
    ...(may(tradeRight) ? { n: () => goTo(`${newTrade}?party=${id}`) } : {}),
  });
  if (error)
    return (
      <div className="page-main">
        <Problem error={error} />
      </div>
    );
  if (!party) return null;
  const { fields } = party;
  // A customer without a language of its own is written to in the book's.
  const papers = fields.language ?? bookLanguage;
  const facts = [
    fields.tax_id,
    fields.code,
    named(terms.find((each) => each.code === fields.terms)),
    named(industries.find((each) => each.code === fields.industry)) ?? fields.industry,
    region.join(" "),
    confirmedUntil && t("reconciliation.confirmed.fact", { day: confirmedUntil }),
  ]
    .filter(Boolean)
    .join(" · ");
  return (
    <>
      <div className="page-main">
        <PageHead
          title={
            <>
              <Link className="second" to={home}>
                {t(`${words}.list`)}
              </Link>
              {` / ${fields.name}`}
            </>
          }
          actions={
            <>
              <Button onClick={() => change({ tab: "statement" })}>{t("customers.statement")}</Button>
              <ExportContacts ids={[id]} />
              {may("keep") && (
                <Dropdown
                  trigger={["click"]}
                  menu={{
                    items: [
                      ...adjustments.map((act) => ({
                        key: act as string,
                        label: t(`adjust.${business}.${act}.title`),
                        onClick: () => goTo(`${home}/${id}/${act}`),
                      })),
                      { key: "merge", label: t("contacts.mergeInto"), onClick: () => setMerging(true) },
                    ],
                  }}
                >
                  <Button>{t("adjust.more")}</Button>
                </Dropdown>
              )}
              {may("keep") && (
                <Button onClick={() => goTo(`${newCash}?party=${id}`)}>
                  {t(`${words}.receive`)} <Key name="R" />
                </Button>
              )}
              {may(tradeRight) && (
                <Button type="primary" onClick={() => goTo(`${newTrade}?party=${id}`)}>
                  {t(`${words}.newInvoice`)} <Key name="N" />
                </Button>
              )}
            </>
          }
        />
        <div className="row second">
          {party.archived && <StatusPill status={{ kind: "archived" }} />}
          {fields.is_customer && fields.is_supplier && (
            <StatusPill status={{ kind: business === "customer" ? "supplier" : "customer" }} />
          )}
          {facts}
        </div>
        <Merged business={business} party={party} />
        {merging && (
          <MergeDialog
            business={business}
            gone={{ id, name: fields.name }}
            onClose={() => setMerging(false)}
          />
        )}
        {party.warnings.map((warning) => (
          <Problem key={warning.code}>{t(`warnings.${warning.code as WarningCode}`)}</Problem>
        ))}
        {figures && (
          <div className="panel party-figures">
            <PartyFigures business={business} party={figures} />
          </div>
        )}
        <Tabs
          tabBarGutter={18}
          activeKey={tab}
          onChange={(key) => change({ tab: key })}
          items={[
            { key: "open", label: t("customers.openItems") },
            { key: "documents", label: t("customers.documents") },
            { key: "ledger", label: t("parties.ledger") },
            { key: "statement", label: t("parties.statement") },
            ...(business === "customer" ? [{ key: "credit", label: t("credit.tab") }] : []),
            ...(business === "customer" ? [{ key: "commitments", label: t("collection.tab") }] : []),
            ...(business === "customer" ? [{ key: "interest", label: t("interest.title") }] : []),
            { key: "purchases", label: t("activities.purchases.tab") },
            { key: "contracts", label: t("contracts.title") },
            { key: "tasks", label: t("activities.tasks.tab") },
            { key: "attachments", label: t("activities.attachments.tab") },
            { key: "profile", label: t("customers.profile") },
          ]}
        />
        {(tab === "open" || tab === "documents") && <div className="tab-tools" />}
        {tab === "open" && (
          <OpenItems
            business={business}
            id={id}
            figures={figures}
            applying={apply === "" ? null : Number(apply)}
            onApply={(item) => change({ apply: item === null ? "" : String(item) })}
          />
        )}
        {tab === "documents" && <Documents business={business} id={id} />}
        {tab === "ledger" && <Ledger business={business} id={id} />}
        {tab === "statement" && business === "customer" && <Reconciliations id={id} />}
        {tab === "statement" && papers && (
          <Statement business={business} id={id} language={papers === "en" ? "en" : "zh-CN"} />
        )}
        {tab === "credit" && <Credit id={id} />}
        {tab === "commitments" && <Commitments id={id} />}
        {tab === "interest" && <LateInterest id={id} />}
        {tab === "purchases" && (
          <Purchases
            business={business}
            id={id}
            shows={shows === "quantities" ? "quantities" : "amounts"}
            onShow={(chosen) => change({ shows: chosen })}
          />
        )}
        {tab === "contracts" && <Contracts business={business} id={id} />}
        {tab === "tasks" && <Tasks business={business} id={id} name={fields.name} />}
        {tab === "attachments" && <Attachments business={business} id={id} />}
        {tab === "profile" && (
          <PartyForm
            business={business}
            party={party}
            onSaved={() => change({ tab: "open" })}
            onLeave={() => change({ tab: "open" })}
          />
        )}
      </div>
      <Timeline
        party={id}
        group={group === "" ? null : (group as EventGroup)}
        onGroup={(chosen) => change({ group: chosen ?? "" })}
      />
    </>
  );
}
