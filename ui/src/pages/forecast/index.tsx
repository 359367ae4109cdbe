import { useTranslation } from "react-i18next";
import { PageHead } from "../../components/PageHead";
import { usePageState } from "../../lib/pageState";
import { useMay } from "../../lib/session";
import { Forecast } from "./Forecast";
import { PlanView } from "./Plan";
import { useKeeping } from "./queries";
import { RecordView } from "./Record";
import "./page.css";

const VIEWS = ["forecast", "plan", "record"] as const;
const START = {
  view: "forecast",
  span: "weeks",
  at: "",
  source: "",
  delay: "",
  largest: "",
  loan: "",
  row: "",
};

/** What comes in and goes out: the forecast, what is planned beside the books, and how good it was. */
export function ForecastPage() {
  const { t } = useTranslation();
  const [state, change] = usePageState(START);
  const view = VIEWS.find((each) => each === state.view) ?? "forecast";
  const { running } = useKeeping(useMay()("keep"));
  return (
    <div className="page-main">
      <PageHead
        title={t("forecast.title")}
        views={VIEWS.map((key) => ({ key, title: t(`forecast.views.${key}`) }))}
        view={view}
        onView={(key) => change({ view: key }, "push")}
        actions={running && <span className="second">{t("forecast.learning")}</span>}
      />
      {view === "forecast" && <Forecast state={state} change={change} />}
      {view === "plan" && <PlanView />}
      {view === "record" && <RecordView />}
    </div>
  );
}
