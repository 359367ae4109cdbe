import { useTranslation } from "react-i18next";
import { PageHead } from "../../components/PageHead";
import { usePageState } from "../../lib/pageState";
import { CallPanel } from "./CallPanel";
import { Calls } from "./Calls";
import { Disputes } from "./Disputes";
import { Holds } from "./Holds";
import { Limitation } from "./Limitation";
import { NextRun } from "./NextRun";
import { Policies } from "./Policies";
import { Promises } from "./Promises";
import { useCalls } from "./queries";
import { Runs } from "./Runs";
import "./page.css";

const VIEWS = ["calls", "next", "runs", "promises", "disputes", "holds", "limitation", "policy"] as const;
export type View = (typeof VIEWS)[number];
const START = { view: "calls", run: "", row: "", all: "" };
/** The customer beside the list of calls was closed. */
const NOBODY = "none";

/** 催收: whom to call, what goes out next and what went out, promises, disputes, holds, limitation periods, policies. */
export function DunningPage() {
  const { t } = useTranslation();
  const [state, change] = usePageState(START);
  const view = VIEWS.find((each) => each === state.view) ?? "calls";
  const calls = useCalls(view === "calls").data?.rows ?? [];
  const called =
    state.row === NOBODY
      ? undefined
      : (calls.find((each) => String(each.party_id) === state.row) ?? calls[0]);
  const go = (key: View, run = "") => change({ view: key, run }, "push");
  return (
    <>
      <div className="page-main">
        <PageHead
          title={t("collection.title")}
          views={VIEWS.map((key) => ({ key, title: t(`collection.views.${key}`) }))}
          view={view}
          onView={(key) => go(key as View)}
        />
        {view === "calls" && <Calls row={called} onRow={(row) => change({ row: String(row) })} />}
        {view === "next" && <NextRun onStarted={(run) => go("runs", String(run))} />}
        {view === "runs" && (
          <Runs
            run={state.run === "" ? null : Number(state.run)}
            onRun={(run) => change({ run: String(run) })}
            onNext={() => go("next")}
          />
        )}
        {view === "promises" && <Promises onCalls={() => go("calls")} />}
        {view === "disputes" && <Disputes onCalls={() => go("calls")} />}
        {view === "holds" && <Holds />}
        {view === "limitation" && (
          <Limitation all={state.all === "yes"} onAll={(all) => change({ all: all ? "yes" : "" })} />
        )}
        {view === "policy" && <Policies />}
      </div>
      {view === "calls" && called && <CallPanel row={called} onClose={() => change({ row: NOBODY })} />}
    </>
  );
}
