import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { PageHead } from "../../components/PageHead";
import { useMay, useSession } from "../../lib/session";
import { Accounts } from "./Accounts";
import { Backup } from "./Backup";
import { ClassDefaults } from "./ClassDefaults";
import { CompanySettings } from "./CompanySettings";
import { CreditPolicySettings } from "./CreditPolicy";
import { Export } from "./Export";
import { LanguageSettings } from "./LanguageSettings";
import { MailSettings } from "./Mail";
import { Numbering } from "./Numbering";
import { Papers } from "./Papers";
import { Pipelines } from "./Pipelines";
import { PolicySettings } from "./PolicySettings";
import { ProofOfBooks } from "./ProofOfBooks";
import { Taxes } from "./Taxes";
import { TaxpayerSettings } from "./TaxpayerSettings";
import { TermsOfPayment } from "./TermsOfPayment";
import { Trail } from "./Trail";
import { Users } from "./Users";
import { VatRules } from "./VatRules";
import "./settings.css";

/** The matters, and what one must be allowed to see each. */
const TABS = {
  company: [CompanySettings, "view_sales"],
  policy: [PolicySettings, "view_books"],
  numbering: [Numbering, "view_sales"],
  papers: [Papers, "view_sales"],
  taxes: [Taxes, "view_sales"],
  taxpayer: [TaxpayerSettings, "view_sales"],
  vat_rules: [VatRules, "view_sales"],
  terms: [TermsOfPayment, "view_sales"],
  classes: [ClassDefaults, "view_sales"],
  credit: [CreditPolicySettings, "view_sales"],
  accounts: [Accounts, "view_sales"],
  pipeline: [Pipelines, "view_sales"],
  mail: [MailSettings, "view_sales"],
  users: [Users, "administer"],
  language: [LanguageSettings, "view_sales"],
  backup: [Backup, "view_books"],
  export: [Export, "keep"],
  proof: [ProofOfBooks, "view_books"],
  trail: [Trail, "view_books"],
} as const;
type Tab = keyof typeof TABS;
/** What only a Chinese chart knows. */
const CHINESE: Tab[] = ["taxpayer", "vat_rules"];

/** What holds for the whole book, one matter a tab: `/settings/taxes`. */
export function SettingsPage() {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const { tab } = useParams();
  const may = useMay();
  const chart = useSession().data?.book.chart;
  const tabs = (Object.keys(TABS) as Tab[])
    .filter((key) => may(TABS[key][1]))
    .filter((key) => !CHINESE.includes(key) || chart !== "ifrs");
  const shown = tabs.find((key) => key === tab) ?? "company";
  const [Shown] = TABS[shown];
  return (
    <div className="settings">
      <div className="settings-head">
        <PageHead
          title={t("settings.title")}
          views={tabs.map((key) => ({ key, title: t(`settings.tabs.${key}`) }))}
          view={shown}
          onView={(key) => goTo(`/settings/${key}`)}
        />
      </div>
      <div className="settings-body">
        <Shown />
      </div>
    </div>
  );
}
