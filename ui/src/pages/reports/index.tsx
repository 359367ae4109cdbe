import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { PageHead } from "../../components/PageHead";
import { reportWord } from "../../lib/reportWords";
import { useMay } from "../../lib/session";
import { shelves } from "./catalog";
import "./reports.css";

/** The reports on their shelves. */
export function ReportsPage() {
  const { t, i18n } = useTranslation();
  const may = useMay();
  return (
    <div className="page-main">
      <PageHead title={t("reports.title")} />
      <p className="second">{t("reports.body")}</p>
      <div className="shelves">
        {shelves
          .filter(({ right }) => may(right))
          .map(({ word, names }) => (
            <section key={word} className="panel shelf">
              <h2>{t(`reports.shelves.${word}`)}</h2>
              {names.map((name) => (
                <Link key={name} to={`/reports/${name}`}>
                  <b>{reportWord(i18n.language, `report.${name}`)}</b>
                  <span className="second">{t(`reports.about.${name}`)}</span>
                </Link>
              ))}
            </section>
          ))}
      </div>
    </div>
  );
}
