import { Button, Checkbox, ConfigProvider } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { SalesTarget } from "../../bindings";
import { FigureInput } from "../../components/FigureInput";
import { Key } from "../../components/Key";
import { Problem } from "../../components/Problem";
import { ReportGrid } from "../../components/ReportGrid";
import { kindOf } from "../../lib/documents";
import { homeOf } from "../../lib/homes";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { useOwners } from "../../lib/pipeline";
import { useReport } from "../../lib/reports";
import { useMay } from "../../lib/session";
import { requestOf, useSaveTargets, useTargets } from "./queries";

const MONTHS = Array.from({ length: 12 }, (_, at) => String(at + 1).padStart(2, "0"));

/** What each person is to sell, month by month of a year. */
export function Targets({ day }: { day: string }) {
  const { t } = useTranslation();
  const [year, setYear] = useState(Number(day.slice(0, 4)));
  const targets = useTargets(year);
  const goTo = useNavigate();
  const [detail, setDetail] = useState(false);
  const shown = String(year) === day.slice(0, 4) ? day : `${year}-12-31`;
  const report = useReport(requestOf("sales_targets", shown, undefined, detail));
  const openDocument = (id: number) => void kindOf(id).then((kind) => goTo(homeOf(kind, id)));
  const owners = (useOwners().data ?? []).filter((owner) => owner.active);
  const saving = useSaveTargets();
  const administers = useMay()("administer");
  const [typed, setTyped] = useState<Record<string, string>>({});
  const keyOf = (user: number, month: string) => `${user} ${year}-${month}`;
  const kept = (user: number, month: string) =>
    targets.data?.find((each) => each.user_id === user && each.month === `${year}-${month}`)?.amount ?? "";
  const changed: SalesTarget[] = Object.entries(typed).map(([key, amount]) => {
    const [user = "", month = ""] = key.split(" ");
    return { user_id: Number(user), month, amount: amount || "0" };
  });
  const save = () => {
    if (!administers || changed.length === 0 || saving.isPending) return;
    saving.mutate(changed, {
      onSuccess: () => {
        setTyped({});
        tell({ text: t("performance.savedTargets") });
      },
    });
  };
  useShortcuts({ "mod+s": save, "mod+Enter": save });
  return (
    <>
      <div className="row second">
        <span className="grow">{t("performance.targetsBody")}</span>
        <button type="button" className="plain view" onClick={() => setYear(year - 1)}>
          {year - 1}
        </button>
        <b className="num">{year}</b>
        <button type="button" className="plain view" onClick={() => setYear(year + 1)}>
          {year + 1}
        </button>
        {administers && (
          <Button type="primary" disabled={changed.length === 0} loading={saving.isPending} onClick={save}>
            {t("performance.saveTargets")} <Key name="Ctrl S" />
          </Button>
        )}
      </div>
      {report.data && report.data.rows.length > 0 && (
        <>
          <Checkbox checked={detail} onChange={(event) => setDetail(event.target.checked)}>
            {t("performance.withDocuments")}
          </Checkbox>
          <ReportGrid
            report={report.data}
            opens={(row) => {
              const target = row.opens;
              return target?.kind === "document" ? () => openDocument(target.id) : null;
            }}
          />
        </>
      )}
      {(saving.error ?? targets.error) && <Problem error={saving.error ?? targets.error} />}
      <ConfigProvider componentDisabled={!administers}>
        <div className="panel targets">
          <table>
            <thead>
              <tr>
                <th>{t("performance.person")}</th>
                {MONTHS.map((month) => (
                  <th key={month} className="end num">
                    {month}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {owners.map((owner) => (
                <tr key={owner.id}>
                  <th scope="row">{owner.name}</th>
                  {MONTHS.map((month) => (
                    <td key={month}>
                      <FigureInput
                        borderless
                        label={`${owner.name} ${year}-${month}`}
                        placeholder="–"
                        value={typed[keyOf(owner.id, month)] ?? kept(owner.id, month)}
                        onChange={(amount) => setTyped({ ...typed, [keyOf(owner.id, month)]: amount })}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </ConfigProvider>
    </>
  );
}
