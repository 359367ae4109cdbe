import { Button, Form } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { InterestTerms } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { FigureInput } from "../../components/FigureInput";
import { ChoiceField, Labelled, TextField } from "../../components/fields";
import { Problem } from "../../components/Problem";
import { RowsEditor } from "../../components/RowsEditor";
import { nameIn } from "../../lib/bilingual";
import { tell } from "../../lib/lastAct";
import { useReferenceRates } from "../../lib/referenceRates";
import { useTaxesOn } from "../../lib/taxes";
import { draftOf, METHODS, type TermsDraft, termsOf } from "./interestTerms";
import { useInterestTerms, useSaveInterestTerms } from "./queries";

type Props = { party: number; today: string };

/** Agrees what late days cost, for one customer or for all, from a day on; begins with what counts today. */
export function InterestTermsForm({ party, today }: Props) {
  const { t } = useTranslation();
  const terms = useInterestTerms(party, today);
  return (
    <details className="interest-terms">
      <summary>{t("interest.terms")}</summary>
      {terms.isSuccess && (
        <TermsFields
          key={JSON.stringify(terms.data.terms)}
          now={terms.data.terms}
          party={party}
          today={today}
        />
      )}
    </details>
  );
}

function TermsFields({ now, party, today }: Props & { now: InterestTerms | null | undefined }) {
  const { t, i18n } = useTranslation();
  const saving = useSaveInterestTerms();
  const taxes = useTaxesOn().filter((tax) => tax.active);
  const [whose, setWhose] = useState<"party" | "all">("party");
  const [from, setFrom] = useState(`${today.slice(0, 4)}-01-01`);
  const [draft, setDraft] = useState(draftOf(now));
  const write = (change: Partial<TermsDraft>) => setDraft((before) => ({ ...before, ...change }));
  const { method, fixed, tax } = draft;
  // What was saved is begun with anew, so the form that saved it may be gone by then; the line below is told all the same.
  const save = () =>
    saving
      .mutateAsync({ party_id: whose === "party" ? party : null, valid_from: from, terms: termsOf(draft) })
      .then(() => tell({ text: t("interest.saved", { date: from }) }))
      .catch(() => {
        // The refusal stands in the form.
      });
  return (
    <Form layout="vertical" onFinish={save}>
      <ChoiceField
        id="interest-whose"
        label={t("interest.whose")}
        value={whose}
        options={[
          { value: "party", label: t("interest.ofParty") },
          { value: "all", label: t("interest.ofAll") },
        ]}
        onChange={(chosen) => chosen && setWhose(chosen)}
      />
      <Labelled id="interest-from" label={t("interest.validFrom")}>
        <DateInput
          label={t("interest.validFrom")}
          value={from}
          onChange={(chosen) => chosen && setFrom(chosen)}
        />
      </Labelled>
      <ChoiceField
        id="interest-method"
        label={t("interest.method")}
        value={method}
        options={METHODS.map((value) => ({ value, label: t(`interest.methods.${value}`) }))}
        onChange={(chosen) => chosen && write({ method: chosen })}
      />
      {method === "reference" && <Published draft={draft} write={write} />}
      {(method === "yearly" || method === "daily") && (
        <TextField
          id="interest-percent"
          label={t(method === "yearly" ? "interest.percentYearly" : "interest.percentDaily")}
          value={draft.percent}
          onChange={(percent) => write({ percent })}
        />
      )}
      {(method === "yearly" || method === "reference") && (
        <ChoiceField
          id="interest-basis"
          label={t("interest.basis")}
          value={draft.basis}
          options={["365", "360"].map((days) => ({ value: days, label: t("interest.basisDays", { days }) }))}
          onChange={(basis) => basis && write({ basis })}
        />
      )}
      {method !== "none" && (
        <>
          <RowsEditor
            title={t("interest.fixedCharges")}
            rows={fixed}
            empty={{ from: "0", amount: "" }}
            onRows={(rows) => write({ fixed: rows })}
          >
            {(row, change, at) => (
              <>
                <FigureInput
                  label={`${t("interest.fixedFrom")} ${at + 1}`}
                  placeholder={t("interest.fixedFrom")}
                  value={row.from}
                  onChange={(figure) => change({ from: figure })}
                />
                <FigureInput
                  label={`${t("interest.fixedAmount")} ${at + 1}`}
                  placeholder={t("interest.fixedAmount")}
                  value={row.amount}
                  onChange={(amount) => change({ amount })}
                />
              </>
            )}
          </RowsEditor>
          <p className="second">{t("interest.fixedBody")}</p>
          <ChoiceField
            id="interest-tax"
            label={t("interest.tax")}
            value={tax}
            otherwise={t("interest.untaxed")}
            options={taxes.map((each) => ({ value: each.code, label: nameIn(i18n.language, each) }))}
            onChange={(chosen) => write({ tax: chosen })}
          />
        </>
      )}
      {saving.error && <Problem error={saving.error} />}
      <Button htmlType="submit" loading={saving.isPending}>
        {t("interest.save")}
      </Button>
    </Form>
  );
}

type PublishedProps = { draft: TermsDraft; write: (change: Partial<TermsDraft>) => void };

/** Which published rate, by how much it is raised, and whether it moves. */
function Published({ draft, write }: PublishedProps) {
  const { t } = useTranslation();
  const { data: rates = [] } = useReferenceRates();
  const last = rates.findLast((rate) => rate.name === draft.name);
  const names = [...new Set([...rates.map((rate) => rate.name), draft.name])];
  return (
    <>
      <ChoiceField
        id="interest-name"
        label={t("interest.name")}
        value={draft.name}
        options={names.map((name) => ({ value: name, label: name }))}
        onChange={(name) => name && write({ name })}
        hint={
          <>
            {last
              ? t("interest.lastPublished", { percent: last.percent, date: last.valid_from })
              : t("interest.unpublished")}{" "}
            <Link to="/rates?view=published">{t("interest.toPublished")}</Link>
          </>
        }
      />
      <TextField
        id="interest-markup"
        label={t("interest.markup")}
        value={draft.markup}
        onChange={(markup) => write({ markup })}
      />
      <TextField
        id="interest-points"
        label={t("interest.points")}
        value={draft.points}
        onChange={(points) => write({ points })}
      />
      <ChoiceField<"fixed" | "moves">
        id="interest-moves"
        label={t("interest.which")}
        value={draft.moves ? "moves" : "fixed"}
        options={[
          { value: "fixed", label: t("interest.fixedAtBreach") },
          { value: "moves", label: t("interest.moves") },
        ]}
        onChange={(which) => which && write({ moves: which === "moves" })}
      />
    </>
  );
}
