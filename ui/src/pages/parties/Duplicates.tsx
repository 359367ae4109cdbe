import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { DuplicatePair } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { FilterChips } from "../../components/FilterChips";
import { Finder } from "../../components/Finder";
import { PageHead } from "../../components/PageHead";
import { Problem } from "../../components/Problem";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { usePageState } from "../../lib/pageState";
import { useMay } from "../../lib/session";
import { MergeDialog } from "./MergeDialog";
import { useDuplicates, useKeepApart } from "./merging/queries";

const START = { text: "", row: "" };

const keyOf = (pair: DuplicatePair) => pair.first.id * 2 ** 26 + pair.second.id;

/** Pairs of parties that may be one, to be merged or told apart one after another. */
export function DuplicatesPage() {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const [state, change] = usePageState(START);
  const [merging, setMerging] = useState<DuplicatePair | null>(null);
  const list = useDuplicates();
  const apart = useKeepApart();
  const may = useMay();
  const text = state.text.trim().toLowerCase();
  const contains = (party: DuplicatePair["first"]) =>
    party.name.toLowerCase().includes(text) || party.code.toLowerCase().includes(text);
  const rows = (list.data ?? []).filter((pair) => contains(pair.first) || contains(pair.second));
  useShortcuts({ Escape: () => goTo("/customers") });
  const tellApart = (pair: DuplicatePair) =>
    apart.mutate(
      { first_id: pair.first.id, second_id: pair.second.id },
      {
        onSuccess: () =>
          tell({ text: t("contacts.keptApart", { first: pair.first.name, second: pair.second.name }) }),
      },
    );
  const named = (party: DuplicatePair["first"]) => (
    <>
      {party.name} <span className="second num">{party.code}</span>
    </>
  );
  const columns: Column<DuplicatePair>[] = [
    {
      key: "first",
      title: t("contacts.first"),
      width: "minmax(180px, 2fr)",
      render: (pair) => named(pair.first),
    },
    {
      key: "second",
      title: t("contacts.second"),
      width: "minmax(180px, 2fr)",
      render: (pair) => named(pair.second),
    },
    {
      key: "because",
      title: t("contacts.because"),
      width: "minmax(150px, 1.2fr)",
      render: (pair) => (
        <span className="second">
          {pair.likeness.map((each) => t(`contacts.likeness.${each}`)).join(" · ")}
        </span>
      ),
    },
    {
      key: "acts",
      title: "",
      width: "190px",
      align: "end",
      render: (pair) => (
        <span className="row">
          {may("edit_parties") && (
            <Button size="small" type="text" onClick={() => tellApart(pair)}>
              {t("contacts.apart")}
            </Button>
          )}
          {may("keep") && (
            <Button size="small" onClick={() => setMerging(pair)}>
              {t("contacts.merge")}
            </Button>
          )}
        </span>
      ),
    },
  ];
  return (
    <div className="page-main">
      <PageHead
        title={t("contacts.duplicatesTitle")}
        actions={<Button onClick={() => goTo("/customers")}>{t("contacts.backToList")}</Button>}
      />
      <FilterChips chips={[]}>
        <Finder
          label={t("contacts.duplicatesSearch")}
          value={state.text}
          onChange={(typed) => change({ text: typed })}
        />
      </FilterChips>
      {apart.error ? <Problem error={apart.error} /> : null}
      <DataTable
        name="duplicates"
        label={t("contacts.duplicatesTitle")}
        columns={columns}
        rows={rows}
        idOf={keyOf}
        selected={state.row === "" ? null : Number(state.row)}
        onSelect={(row) => change({ row: String(row) })}
        onOpen={(pair) => goTo(`/customers/${pair.first.id}`)}
        loading={list.isFetching}
        error={list.error}
        onRetry={() => list.refetch()}
        empty={<EmptyState title={t("contacts.duplicatesEmpty")} body={t("contacts.duplicatesEmptyBody")} />}
      />
      {merging && (
        <MergeDialog
          business="customer"
          gone={merging.second}
          into={{ id: merging.first.id, name: merging.first.name, detail: merging.first.code }}
          onClose={() => setMerging(null)}
        />
      )}
    </div>
  );
}
