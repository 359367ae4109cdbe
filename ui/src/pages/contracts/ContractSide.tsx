import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Contract } from "../../bindings";
import { DateText } from "../../components/DateText";
import { MoneyText } from "../../components/MoneyText";
import { Problem } from "../../components/Problem";
import { homeOf } from "../../lib/homes";
import { useLink } from "./queries";

/** What was made under a contract and how far that goes, and the states it went through. */
export function ContractSide({ contract, changes }: { contract: Contract; changes: boolean }) {
  const { t } = useTranslation();
  const [number, setNumber] = useState("");
  const linking = useLink();
  const link = () =>
    number.trim() !== "" && linking.mutate({ id: contract.id, number }, { onSuccess: () => setNumber("") });
  return (
    <aside className="panel form-page" aria-label={t("contracts.documents")}>
      <h2 className="section">{t("contracts.documents")}</h2>
      <div className="row">
        <span className="second">{t("contracts.invoiced")}</span>
        <MoneyText value={contract.invoiced} zeroAs="dash" />
        <span className="grow" />
        {contract.left && (
          <>
            <span className="second">{t("contracts.left")}</span>
            <MoneyText value={contract.left} zeroAs="dash" />
          </>
        )}
      </div>
      {contract.documents.length === 0 && <p className="third">{t("contracts.noDocuments")}</p>}
      {contract.documents.map((row) => (
        <div key={row.id} className="row">
          <Link to={homeOf(row.kind, row.id)}>{row.number}</Link>
          <span className="second">{t(`kinds.${row.kind}`)}</span>
          <DateText value={row.date} />
          <span className="grow" />
          <MoneyText value={row.total} />
          {changes && (
            <button
              type="button"
              className="plain third"
              aria-label={t("contracts.unlink", { number: row.number })}
              onClick={() => linking.mutate({ id: contract.id, document_id: row.id, unlink: true })}
            >
              {"×"}
            </button>
          )}
        </div>
      ))}
      {changes && (
        <div className="row">
          <Input
            aria-label={t("contracts.linkNumber")}
            placeholder={t("contracts.linkNumber")}
            value={number}
            onChange={(event) => setNumber(event.target.value)}
            onPressEnter={link}
          />
          <Button loading={linking.isPending} onClick={link}>
            {t("contracts.link")}
          </Button>
        </div>
      )}
      {linking.error ? <Problem error={linking.error} /> : null}
      <h2 className="section">{t("contracts.history")}</h2>
      {contract.history.map((event) => (
        <div key={event.seq} className="row">
          <DateText value={event.date} />
          <span>{t(`contracts.states.${event.state}`)}</span>
          <span className="second">{event.note}</span>
        </div>
      ))}
    </aside>
  );
}
