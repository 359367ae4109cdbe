import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { PageHead } from "../../components/PageHead";
import { Accounts } from "./Accounts";
import { Backup } from "./Backup";
import { CompanySettings } from "./CompanySettings";
import { LanguageSettings } from "./LanguageSettings";
import { Numbering } from "./Numbering";
import { ProofOfBooks } from "./ProofOfBooks";
import { Taxes } from "./Taxes";
import { TermsOfPayment } from "./TermsOfPayment";
import { Trail } from "./Trail";
import { Users } from "./Users";
import "./settings.css";

const TABS = {
  company: CompanySettings,
  numbering: Numbering,
  taxes: Taxes,
  terms: TermsOfPayment,
  accounts: Accounts,
  users: Users,
  language: LanguageSettings,
  backup: Backup,
  proof: ProofOfBooks,
  trail: Trail,
} as const;
type Tab = keyof typeof TABS;
const isTab = (name: string | undefined): name is Tab => name !== undefined && name in TABS;

/** What holds for the whole book, one matter a tab: `/settings/taxes`. */
export function SettingsPage() {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const { tab } = useParams();
  const shown: Tab = isTab(tab) ? tab : "company";
  const Shown = TABS[shown];
  return (
    <div className="settings">
      <div className="settings-head">
        <PageHead
          title={t("settings.title")}
          views={(Object.keys(TABS) as Tab[]).map((key) => ({ key, title: t(`settings.tabs.${key}`) }))}
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
