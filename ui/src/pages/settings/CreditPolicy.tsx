import { Button, Form } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CreditByGrade, CreditFactorRule, CreditKnot, CreditPolicy } from "../../bindings";
import { FigureInput } from "../../components/FigureInput";
import { Labelled, TextField } from "../../components/fields";
import { Problem } from "../../components/Problem";
import { tell } from "../../lib/lastAct";
import { readAmount } from "../../lib/money";
import { useMay } from "../../lib/session";
import { useCreditPolicy, useSaveCreditPolicy } from "./queries";

/** Weights, knots, thresholds and bounds of credit grades and credit control. */
export function CreditPolicySettings() {
  const { data: policy, error } = useCreditPolicy();
  return (
    <div className="page-main">
      {error && <Problem error={error} />}
      {policy && <PolicyForm key={JSON.stringify(policy)} policy={policy} />}
    </div>
  );
}

const GRADES = ["a", "b", "c", "d"] as const;
type ByGradeKey = "soft_days" | "hard_days";

const textOf = (rule: CreditFactorRule) => rule.knots.map((knot) => `${knot.value}:${knot.points}`).join(" ");

/** `0:30 7:24` as knots; the first that cannot be read otherwise. */
function knotsOf(text: string): CreditKnot[] | string {
  const knots: CreditKnot[] = [];
  for (const part of text.trim().split(/\s+/)) {
    const [value, points, more] = part.split(":").map((each) => readAmount(each));
    if (!value || !points || more !== undefined) return part;
    knots.push({ value, points });
  }
  return knots;
}

function PolicyForm({ policy }: { policy: CreditPolicy }) {
  const { t } = useTranslation();
  const [fields, setFields] = useState(policy);
  const [texts, setTexts] = useState<string[]>(policy.factors.map(textOf));
  const saving = useSaveCreditPolicy();
  const administers = useMay()("administer");
  const read = texts.map(knotsOf);
  const problemOf = (place: number) => {
    const each = read[place];
    return typeof each === "string" ? t("credit.policy.unreadable", { text: each }) : undefined;
  };
  const submit = () => {
    if (saving.isPending || !administers || read.some((each) => typeof each === "string")) return;
    const factors = fields.factors.map((rule, place) => ({ ...rule, knots: read[place] as CreditKnot[] }));
    saving.mutate({ ...fields, factors }, { onSuccess: () => tell({ text: t("credit.policy.saved") }) });
  };
  const figure = (
    id: string,
    label: string,
    value: string,
    change: (text: string) => Partial<CreditPolicy>,
  ) => (
    <Labelled key={id} id={id} label={label}>
      <FigureInput
        id={id}
        label={label}
        value={value}
        onChange={(text) => setFields((now) => ({ ...now, ...change(text) }))}
      />
    </Labelled>
  );
  const { grades, hold, limit, evidence } = fields;
  const days = (key: ByGradeKey, word: "softDays" | "hardDays") =>
    GRADES.slice(0, 3).map((grade) =>
      figure(
        `credit-${key}-${grade}`,
        t(`credit.policy.${word}`, { grade: grade.toUpperCase() }),
        hold[key][grade],
        (text) => ({ hold: { ...hold, [key]: { ...hold[key], [grade]: text } satisfies CreditByGrade } }),
      ),
    );
  const byGrade = (
    key: "factor" | "net_worth_percent" | "terms_days" | "prepaid_percent",
    word: "factorOf" | "netWorth" | "termsDays" | "prepaid",
  ) =>
    GRADES.map((grade) =>
      figure(
        `credit-${key}-${grade}`,
        t(`credit.policy.${word}`, { grade: grade.toUpperCase() }),
        limit[key][grade],
        (text) => ({
          limit: { ...limit, [key]: { ...limit[key], [grade]: text || "0" } satisfies CreditByGrade },
        }),
      ),
    );
  return (
    <Form layout="vertical" className="panel form-page" disabled={!administers} onFinish={submit}>
      <h2>{t("credit.policy.title")}</h2>
      <p className="second">{t("credit.policy.body")}</p>
      {fields.factors.map((rule, place) => (
        <TextField
          key={rule.factor}
          id={`credit-${rule.factor}`}
          label={t(`credit.factors.${rule.factor}`)}
          value={texts[place] ?? ""}
          problem={problemOf(place)}
          onChange={(text) => setTexts((now) => now.map((each, at) => (at === place ? text : each)))}
        />
      ))}
      <p className="second">{t("credit.policy.knotsHint")}</p>
      <h2>{t("credit.policy.grades")}</h2>
      <div className="four">
        {(["a", "b", "c"] as const).map((grade) =>
          figure(
            `credit-from-${grade}`,
            t("credit.policy.from", { grade: grade.toUpperCase() }),
            grades[grade],
            (text) => ({ grades: { ...grades, [grade]: text } }),
          ),
        )}
        {figure("credit-margin", t("credit.policy.margin"), grades.margin, (text) => ({
          grades: { ...grades, margin: text },
        }))}
      </div>
      <h2>{t("credit.policy.evidence")}</h2>
      <div className="four">
        {figure("credit-invoices", t("credit.policy.invoices"), String(evidence.invoices_min), (text) => ({
          evidence: { ...evidence, invoices_min: Number.parseInt(text, 10) || 0 },
        }))}
        {figure("credit-months", t("credit.policy.months"), String(evidence.months_min), (text) => ({
          evidence: { ...evidence, months_min: Number.parseInt(text, 10) || 0 },
        }))}
        {figure("credit-reviews", t("credit.policy.reviewsUp"), String(grades.reviews_up), (text) => ({
          grades: { ...grades, reviews_up: Number.parseInt(text, 10) || 0 },
        }))}
        {figure("credit-notches", t("credit.policy.notchesDown"), String(grades.notches_down), (text) => ({
          grades: { ...grades, notches_down: Number.parseInt(text, 10) || 0 },
        }))}
        {figure("credit-prior", t("credit.policy.prior"), evidence.prior, (text) => ({
          evidence: { ...evidence, prior: text || "0" },
        }))}
        {figure(
          "credit-prior-invoices",
          t("credit.policy.priorInvoices"),
          String(evidence.prior_invoices),
          (text) => ({
            evidence: { ...evidence, prior_invoices: Number.parseInt(text, 10) || 0 },
          }),
        )}
        {figure("credit-grace", t("credit.policy.grace"), String(fields.grace_days), (text) => ({
          grace_days: Number.parseInt(text, 10) || 0,
        }))}
        {figure("credit-early", t("credit.policy.earlyCap"), String(fields.early_cap_days), (text) => ({
          early_cap_days: Number.parseInt(text, 10) || 0,
        }))}
        {figure("credit-material", t("credit.policy.material"), fields.material_percent, (text) => ({
          material_percent: text || "0",
        }))}
      </div>
      <h2>{t("credit.policy.hold")}</h2>
      <div className="four">
        {(["warn", "soft", "hard"] as const).map((level) =>
          figure(`credit-${level}`, t(`credit.policy.${level}`), hold[`${level}_percent`], (text) => ({
            hold: { ...hold, [`${level}_percent`]: text },
          })),
        )}
      </div>
      <div className="four">{days("soft_days", "softDays")}</div>
      <div className="four">{days("hard_days", "hardDays")}</div>
      <h2>{t("credit.policy.limitTitle")}</h2>
      <div className="four">
        {figure("credit-buffer", t("credit.policy.buffer"), limit.buffer_percent, (text) => ({
          limit: { ...limit, buffer_percent: text },
        }))}
        {figure("credit-cap", t("credit.policy.cap"), limit.cap ?? "", (text) => ({
          limit: { ...limit, cap: text || null },
        }))}
        {figure("credit-starter", t("credit.policy.starter"), limit.starter ?? "", (text) => ({
          limit: { ...limit, starter: text || null },
        }))}
      </div>
      <div className="four">{byGrade("factor", "factorOf")}</div>
      <div className="four">{byGrade("net_worth_percent", "netWorth")}</div>
      <div className="four">{byGrade("terms_days", "termsDays")}</div>
      <div className="four">{byGrade("prepaid_percent", "prepaid")}</div>
      {saving.error && <Problem error={saving.error} />}
      <div className="form-foot">
        <Button htmlType="submit" type="primary" loading={saving.isPending}>
          {t("settings.save")}
        </Button>
      </div>
    </Form>
  );
}
