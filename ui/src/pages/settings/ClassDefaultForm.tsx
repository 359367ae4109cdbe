import { Button, Form } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ClassDefault, ClassKind, ClassOffer } from "../../bindings";
import { FigureInput } from "../../components/FigureInput";
import { ChoiceField, Labelled, TextField } from "../../components/fields";
import { Problem } from "../../components/Problem";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { useSegments } from "../../lib/segments";
import { useMay } from "../../lib/session";
import {
  useClassWords,
  useEndClassDefault,
  usePriceListNames,
  useSaveClassDefault,
  useTerms,
} from "./queries";

const KINDS: ClassKind[] = ["tag", "segment", "power", "abc"];

/** The class, and what it is proposed; what stays empty is left to the next class. */
export function ClassDefaultForm({
  entry,
  onLeave,
}: {
  entry: ClassDefault | undefined;
  onLeave: () => void;
}) {
  const { t, i18n } = useTranslation();
  const english = i18n.language === "en";
  const [kind, setKind] = useState<ClassKind>(entry?.class.class ?? "tag");
  const [value, setValue] = useState(entry?.class.value ?? "");
  const [offer, setOffer] = useState<ClassOffer>(entry?.offer ?? {});
  const write = (change: Partial<ClassOffer>) => setOffer((now) => ({ ...now, ...change }));
  const { data: terms = [] } = useTerms();
  const { data: prices = [] } = usePriceListNames();
  const { data: choices } = useClassWords();
  const segments = useSegments();
  const saving = useSaveClassDefault();
  const ending = useEndClassDefault();
  const keeps = useMay()("keep");
  const words =
    kind === "segment"
      ? segments.map((segment) => ({ value: String(segment.id), label: segment.name }))
      : (choices?.choices.find(({ field }) => field === kind)?.words ?? []).map((word) => ({
          value: word.value,
          label: english ? word.name_en : word.name_zh,
        }));
  const submit = () =>
    keeps &&
    saving.mutate(
      { id: entry?.id, version: entry?.version, class: { class: kind, value }, offer },
      {
        onSuccess: () => {
          tell({ text: t("classes.defaults.saved") });
          onLeave();
        },
      },
    );
  useShortcuts({ "mod+s": submit, "mod+Enter": submit });
  return (
    <Form layout="vertical" disabled={!keeps} onFinish={submit}>
      {saving.error && <Problem error={saving.error} />}
      {ending.error && <Problem error={ending.error} />}
      <ChoiceField<ClassKind>
        id="class-kind"
        label={t("classes.defaults.kind")}
        value={kind}
        onChange={(chosen) => {
          setKind(chosen ?? "tag");
          setValue("");
        }}
        options={KINDS.map((each) => ({ value: each, label: t(`classes.prices.scopes.${each}`) }))}
      />
      <ChoiceField
        id="class-value"
        label={t("classes.defaults.class")}
        required
        value={value || null}
        onChange={(chosen) => setValue(chosen ?? "")}
        options={words}
      />
      <ChoiceField
        id="class-terms"
        label={t("customers.terms")}
        otherwise={t("parties.none")}
        value={offer.terms ?? null}
        onChange={(code) => write({ terms: code })}
        options={terms
          .filter((each) => each.active || each.code === offer.terms)
          .map((each) => ({ value: each.code, label: english ? each.name_en : each.name_zh }))}
      />
      <ChoiceField
        id="class-price-list"
        label={t("classes.prices.one")}
        otherwise={t("parties.none")}
        value={offer.price_list ? String(offer.price_list) : null}
        onChange={(id) => write({ price_list: id === null ? null : Number(id) })}
        options={prices.map((each) => ({ value: String(each.id), label: each.name }))}
      />
      <Labelled id="class-discount" label={t("classes.defaults.discount")}>
        <FigureInput
          id="class-discount"
          label={t("classes.defaults.discount")}
          value={offer.discount_percent ?? ""}
          onChange={(percent) => write({ discount_percent: percent || null })}
        />
      </Labelled>
      <Labelled id="class-visit" label={t("classes.defaults.visit")}>
        <FigureInput
          id="class-visit"
          label={t("classes.defaults.visit")}
          value={offer.visit_days ? String(offer.visit_days) : ""}
          onChange={(days) => write({ visit_days: days === "" ? null : Math.trunc(Number(days)) })}
        />
      </Labelled>
      <TextField
        id="class-plan"
        label={t("classes.defaults.plan")}
        rows={3}
        value={offer.service_plan ?? ""}
        onChange={(plan) => write({ service_plan: plan || null })}
      />
      <div className="form-foot">
        {entry && (
          <Button
            type="text"
            loading={ending.isPending}
            onClick={() => ending.mutate({ id: entry.id }, { onSuccess: onLeave })}
          >
            {t("classes.defaults.end")}
          </Button>
        )}
        <span className="grow" />
        <Button type="primary" htmlType="submit" loading={saving.isPending} disabled={value === ""}>
          {t("customers.save")}
        </Button>
      </div>
    </Form>
  );
}
