import { Button, Spin } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { SalesDocuments } from "../../bindings";
import { MoneyText } from "../../components/MoneyText";
import { PeekPanel } from "../../components/PeekPanel";
import { Problem } from "../../components/Problem";
import { homeOf } from "../../lib/homes";
import { useSalesDocuments } from "./queries";

type Props = { of: SalesDocuments; title: string; onClose: () => void };

/** The documents behind a figure, at the side: each leads to itself. */
export function SoldDocuments({ of, title, onClose }: Props) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const list = useSalesDocuments(of);
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <PeekPanel title={title} onClose={onClose}>
      <p className="second num">{`${of.from} – ${of.to}`}</p>
      {list.error && <Problem error={list.error} />}
      {list.isLoading && <Spin />}
      {list.data && rows.length === 0 && <p className="second">{t("classes.noDocuments")}</p>}
      <div className="sold-documents">
        {rows.map((row) => (
          <button
            key={row.id}
            type="button"
            className="plain sold-document"
            onClick={() => goTo(homeOf(row.kind, row.id))}
          >
            <span className="num">{row.number}</span>
            <span className="second num">{row.date}</span>
            <MoneyText value={row.total} />
            <span className="second sold-party">
              {row.state === "void" ? `${row.party_name} · ${t("state.void")}` : row.party_name}
            </span>
          </button>
        ))}
      </div>
      {list.hasNextPage && (
        <Button size="small" loading={list.isFetching} onClick={() => list.fetchNextPage()}>
          {t("classes.more")}
        </Button>
      )}
    </PeekPanel>
  );
}
