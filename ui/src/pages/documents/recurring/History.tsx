import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { MadeDocument } from "../../../bindings";
import { DateText } from "../../../components/DateText";
import { DocumentStatus } from "../../../components/DocumentStatus";
import { MoneyText } from "../../../components/MoneyText";
import { homeOf } from "../../../lib/homes";
import { useIsForeign } from "../../../lib/session";
import { useMade } from "./queries";

type Props = {
  id: number;
  /** Where its drafts are edited. */
  path: string;
  /** Takes a skipped day back; absent where it may not be. */
  onUnskip?: (day: string) => void;
};

/** What a template made, the latest first; each opens. */
export function History({ id, path, onUnskip }: Props) {
  const { t } = useTranslation();
  const { data: made } = useMade(id);
  const isForeign = useIsForeign();
  if (made?.length === 0) return <p className="second">{t("recurring.historyNone")}</p>;
  return (
    <ol className="upcoming">
      {made?.map((each) => (
        <li key={each.scheduled_on}>
          <div className="row baseline">
            <DateText value={each.scheduled_on} />
            <span className="grow">
              <Made each={each} path={path} />
            </span>
            {each.document && (
              <MoneyText value={each.document.total} withCurrency={isForeign(each.document.total)} />
            )}
          </div>
          <div className="row baseline">
            {each.document ? (
              <DocumentStatus row={each.document} />
            ) : (
              <span className="pill">{t(`recurring.outcome.${each.outcome}`)}</span>
            )}
            {each.outcome === "skipped" && onUnskip && (
              <Button type="link" size="small" onClick={() => onUnskip(each.scheduled_on)}>
                {t("recurring.unskip")}
              </Button>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Made({ each, path }: { each: MadeDocument; path: string }) {
  const { t } = useTranslation();
  if (each.document) {
    const { kind, id, number } = each.document;
    return (
      <Link className="num" to={homeOf(kind, id)}>
        {number}
      </Link>
    );
  }
  if (each.draft_id) return <Link to={`${path}/draft/${each.draft_id}`}>{t("recurring.outcome.draft")}</Link>;
  return null;
}
