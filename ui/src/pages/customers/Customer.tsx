import { Button, Tabs } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { PageHead } from "../../components/PageHead";
import { Problem } from "../../components/Problem";
import { StatusPill } from "../../components/StatusPill";
import type { Words } from "../../lib/i18n";
import { useShortcuts } from "../../lib/keyboard";
import { usePageState } from "../../lib/pageState";
import { CustomerForm } from "./CustomerForm";
import { Documents } from "./Documents";
import { OpenItems } from "./OpenItems";
import { useCustomer } from "./queries";

type WarningCode = keyof Words["warnings"];

const START = { tab: "open" };

/** One customer: what is open, the documents and the profile; `new` shows an empty profile. */
export function CustomerPage() {
  const { id = "" } = useParams();
  return id === "new" ? <NewCustomer /> : <OneCustomer key={id} id={Number(id)} />;
}

function NewCustomer() {
  const { t } = useTranslation();
  const goTo = useNavigate();
  return (
    <div className="page-main">
      <PageHead title={t("customers.newTitle")} />
      <CustomerForm
        onSaved={(party) => goTo(`/customers/${party.id}`, { replace: true })}
        onLeave={() => goTo("/customers")}
      />
    </div>
  );
}

function OneCustomer({ id }: { id: number }) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const [{ tab }, change] = usePageState(START);
  const { data: party, error } = useCustomer(id);
  useShortcuts({
    e: () => change({ tab: "profile" }),
    Escape: () => goTo(-1),
    r: () => goTo(`/receipts/new?party=${id}`),
  });
  if (error)
    return (
      <div className="page-main">
        <Problem error={error} />
      </div>
    );
  if (!party) return null;
  const { fields } = party;
  const facts = [fields.tax_id, fields.code, fields.terms, fields.industry, fields.region]
    .filter(Boolean)
    .join(" · ");
  return (
    <div className="page-main">
      <PageHead
        title={
          <>
            <Link className="second" to="/customers">
              {t("customers.list")}
            </Link>
            {` / ${fields.name}`}
          </>
        }
        actions={
          <>
            <Button onClick={() => goTo(`/receipts/new?party=${id}`)}>{t("customers.receive")}</Button>
            <Button type="primary" onClick={() => goTo(`/invoices/new?party=${id}`)}>
              {t("customers.newInvoice")}
            </Button>
          </>
        }
      />
      <div className="row second">
        {party.archived && <StatusPill status={{ kind: "archived" }} />}
        {fields.is_supplier && <StatusPill status={{ kind: "supplier" }} />}
        {facts}
      </div>
      {party.warnings.map((warning) => (
        <Problem key={warning.code}>{t(`warnings.${warning.code as WarningCode}`)}</Problem>
      ))}
      <Tabs
        activeKey={tab}
        onChange={(key) => change({ tab: key })}
        items={[
          { key: "open", label: t("customers.openItems") },
          { key: "documents", label: t("customers.documents") },
          { key: "profile", label: t("customers.profile") },
        ]}
      />
      {tab === "open" && <OpenItems id={id} />}
      {tab === "documents" && <Documents id={id} />}
      {tab === "profile" && (
        <CustomerForm
          party={party}
          onSaved={() => change({ tab: "open" })}
          onLeave={() => change({ tab: "open" })}
        />
      )}
    </div>
  );
}
