import { CheckCircleFilled } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { DropZone } from "../../components/DropZone";
import { Key } from "../../components/Key";
import { Problem } from "../../components/Problem";
import { ProgressCard } from "../../components/ProgressCard";
import { useShortcuts } from "../../lib/keyboard";
import { useSample } from "../../lib/sample";
import { useCompany } from "./queries";

/** An empty book: what belongs in it, in which order, and the way in from files. */
export function GettingStarted() {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const { data: company } = useCompany();
  const filled = company !== undefined && (company.tax_id !== "" || company.address.lines.length > 0);
  useShortcuts({ n: () => goTo("/customers/new") });
  const readFile = (path: string) => goTo(`/import?path=${encodeURIComponent(path)}`);
  const sample = useSample(() => window.location.reload());
  return (
    <div className="page-main start">
      <h1>{t("overview.start.title")}</h1>
      <p className="second">{t("overview.start.body")}</p>
      {sample.error && <Problem error={sample.error} />}
      {sample.running && (
        <ProgressCard title={t("start.making")} step={sample.step} onCancel={sample.cancel} />
      )}
      <div className="start-columns">
        <ol className="panel">
          <Step at={1} title={t("overview.start.company")} body={t("overview.start.companyBody")}>
            {filled ? (
              <span className="green row">
                <CheckCircleFilled /> {t("overview.start.done")}
              </span>
            ) : (
              <Button onClick={() => goTo("/settings")}>{t("overview.start.fill")}</Button>
            )}
          </Step>
          <Step at={2} now title={t("overview.start.customers")} body={t("overview.start.customersBody")}>
            <Button type="primary" onClick={() => goTo("/import")}>
              {t("overview.start.importSheet")}
            </Button>
            <Button onClick={() => goTo("/customers/new")}>
              {t("overview.start.byHand")} <Key name="N" />
            </Button>
          </Step>
          <Step at={3} title={t("overview.start.balances")} body={t("overview.start.balancesBody")}>
            <Button onClick={() => goTo("/import?kind=account_balances")}>
              {t("overview.start.importBalances")}
            </Button>
          </Step>
          <Step at={4} title={t("overview.start.invoice")} body={t("overview.start.invoiceBody")}>
            <Button onClick={() => goTo("/invoices/new")}>{t("overview.start.newInvoice")}</Button>
          </Step>
        </ol>
        <div className="start-side">
          <DropZone
            title={t("overview.start.drop")}
            body={t("overview.start.dropBody")}
            pick={t("overview.start.pick")}
            onFile={readFile}
          />
          <section className="panel row start-card">
            <div className="grow">
              <b>{t("overview.start.sample")}</b>
              <p className="second">{t("overview.start.sampleBody")}</p>
            </div>
            <Button disabled={sample.running} onClick={() => void sample.open()}>
              {t("overview.start.open")}
            </Button>
          </section>
          <section className="panel start-card">
            <b>{t("overview.start.keyboard")}</b>
            <KeyLine name="Ctrl K" does={t("overview.start.keyPalette")} />
            <KeyLine name="/" does={t("overview.start.keySearch")} />
            <KeyLine name="N" does={t("overview.start.keyNew")} />
            <KeyLine name="?" does={t("overview.start.keyAll")} />
          </section>
        </div>
      </div>
    </div>
  );
}

type StepProps = { at: number; now?: boolean; title: string; body: string; children: ReactNode };

function Step({ at, now = false, title, body, children }: StepProps) {
  return (
    <li className={now ? "step now" : "step"}>
      <span className="step-mark num">{at}</span>
      <div className="grow">
        <b>{title}</b>
        <p className="second">{body}</p>
      </div>
      {children}
    </li>
  );
}

function KeyLine({ name, does }: { name: string; does: string }) {
  return (
    <div className="row key-line">
      <Key name={name} />
      <span className="second">{does}</span>
    </div>
  );
}
