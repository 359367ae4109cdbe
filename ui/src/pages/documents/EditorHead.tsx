import { Button, Input, Select } from "antd";
import type { ReactNode } from "react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Instalment, Party, Terms } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { PartyPicker } from "../../components/Picker";
import { finderOf } from "../../lib/parties";
import { dueOn } from "../../lib/terms";
import { CurrencyPicker } from "./CurrencyPicker";
import type { Editing } from "./editing";
import { actOf, dueWord, isPreInvoice, shelfOf, shelves, type TradeKind } from "./kinds";
import { HALVES } from "./PlanEditor";
import { useCompany, useTerms } from "./queries";
import { SalespersonField } from "./SalespersonField";

type Props = {
  kind: TradeKind;
  editing: Editing;
  party: Party | undefined;
  write: (change: Partial<Editing>) => void;
  today: string;
  /** Of what comes by a schedule: chosen in place of its number and days. */
  recurs?: ReactNode;
  /** What it is due in; empty with one due day. */
  made: Instalment[];
  problems: { party?: ReactNode; date?: ReactNode; due?: ReactNode; reference?: ReactNode };
};

/** Whom it is for, and its days: the head of the paper. */
export function EditorHead({ kind, editing, party, write, today, made, recurs, problems }: Props) {
  const { t, i18n } = useTranslation();
  const { data: allTerms = [] } = useTerms();
  const { data: company } = useCompany();
  const find = useMemo(() => finderOf(shelves[shelfOf(kind)].business), [kind]);
  const code = editing.terms ?? party?.fields.terms ?? company?.default_terms;
  const terms = allTerms.find((each) => each.code === code);
  const date = editing.date ?? today;
  const named = (each: Terms) => (i18n.language === "en" ? each.name_en : each.name_zh);
  const address = party?.fields.addresses.find((each) => each.kind === "billing");
  const known = [party?.fields.tax_id, address?.lines.join(" ")].filter(Boolean).join(" · ");
  return (
    <div className="paper-head">
      <div className="grow">
        <div className="caption">{t(`documents.${kind}.party`)}</div>
        <div className="paper-party">
          <PartyPicker
            autoFocus={!editing.party_id}
            value={party ? { id: party.id, name: party.fields.name, detail: party.fields.code } : null}
            onChange={(choice) =>
              write({ party_id: choice?.id ?? null, terms: null, due_on: null, instalments: null })
            }
            find={find}
          />
        </div>
        {problems.party ?? <div className="caption">{known}</div>}
      </div>
      <div className="paper-days">
        {!recurs && (
          <>
            <span className="caption">{t("documents.number")}</span>
            <span className="second">{t(`documents.acts.${actOf(kind)}.numberLater`)}</span>
            <span className="caption">{t("documents.date")}</span>
            <DateInput
              label={t("documents.date")}
              value={date}
              onChange={(day) => write({ date: day || null })}
            />
          </>
        )}
        {problems.date && <div className="wide">{problems.date}</div>}
        <span className="caption">{t("documents.terms")}</span>
        <Select
          aria-label={t("documents.terms")}
          value={code ?? undefined}
          placeholder={t("documents.termsDefault")}
          onChange={(chosen: string) => write({ terms: chosen, due_on: null, instalments: null })}
          options={allTerms
            .filter((each) => each.active || each.code === code)
            .map((each) => ({ value: each.code, label: named(each) }))}
        />
        {!recurs && kind !== "delivery" && <span className="caption">{t(dueWord(kind))}</span>}
        {recurs || kind === "delivery" ? null : made.length > 0 || editing.instalments?.length ? (
          <span className="num">
            {t("documents.plan.count", {
              count: made.length || (editing.instalments?.length ?? 0),
              day: made[made.length - 1]?.due_on ?? "",
            })}
          </span>
        ) : (
          <div className="row">
            <DateInput
              label={t(dueWord(kind))}
              value={editing.due_on ?? (isPreInvoice(kind) ? "" : terms ? dueOn(terms, date) : date)}
              onChange={(day) => write({ due_on: day || null })}
            />
            {kind !== "credit_note" && !isPreInvoice(kind) && (
              <Button size="small" onClick={() => write({ instalments: HALVES, due_on: null })}>
                {t("documents.plan.start")}
              </Button>
            )}
          </div>
        )}
        {problems.due && <div className="wide">{problems.due}</div>}
        <span className="caption">{t(`documents.${kind}.reference`)}</span>
        <Input
          aria-label={t(`documents.${kind}.reference`)}
          value={editing.reference}
          onChange={(event) => write({ reference: event.target.value })}
        />
        {problems.reference && <div className="wide">{problems.reference}</div>}
        <span className="caption">{t("documents.currency")}</span>
        <CurrencyPicker
          value={editing.currency ?? party?.fields.currency ?? null}
          onChange={(currency) => write({ currency })}
        />
        <span className="caption">{t("documents.price")}</span>
        <Select
          aria-label={t("documents.price")}
          value={editing.tax_mode}
          onChange={(tax_mode) => write({ tax_mode })}
          options={[
            { value: "exclusive" as const, label: t("documents.exclusive") },
            { value: "inclusive" as const, label: t("documents.inclusive") },
          ]}
        />
        {!recurs && <SalespersonField kind={kind} editing={editing} write={write} />}
        {recurs}
      </div>
    </div>
  );
}
