import { Button, Form } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import type { Currency, PriceFields, PriceList, PriceListFields, PriceScope } from "../../bindings";
import { DateInput } from "../../components/DateInput";
import { ChoiceField, Labelled, TextField } from "../../components/fields";
import { PageHead } from "../../components/PageHead";
import { Problem } from "../../components/Problem";
import { useCurrencies } from "../../lib/currencies";
import { useDraft } from "../../lib/draft";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { useMay, useSession } from "../../lib/session";
import { PriceRows } from "./PriceRows";
import { useArchivePriceList, usePriceList, useSavePriceList } from "./queries";
import { ScopeField } from "./ScopeField";
import "../../styles/classes.css";
import { FormFoot } from "../../components/FormFoot";

/** One list: whose it is, when it holds, and its prices by quantity. */
export function PriceListPage() {
  const { id } = useParams();
  const key = id === "new" || id === undefined ? null : Number(id);
  const list = usePriceList(key);
  const session = useSession();
  if (list.error)
    return (
      <div className="page-main">
        <Problem error={list.error} />
      </div>
    );
  if (!session.data || (key !== null && !list.data)) return null;
  return (
    <PriceListForm key={list.data?.version ?? "new"} list={list.data} currency={session.data.book.currency} />
  );
}

/** A row of the editor; an item or a price that is not there yet stays out of the list. */
export type PriceRow = { item_id: number | null; from_quantity: string; unit_price: string };
type Editing = Omit<PriceListFields, "prices"> & { scope: PriceScope; prices: PriceRow[] };

const NEW_ROW: PriceRow = { item_id: null, from_quantity: "", unit_price: "" };

const startOf = (list: PriceList | undefined, currency: Currency): Editing => ({
  name: list?.fields.name ?? "",
  currency: list?.fields.currency ?? currency,
  scope: list?.fields.scope ?? { of: "all" },
  valid_from: list?.fields.valid_from ?? null,
  valid_to: list?.fields.valid_to ?? null,
  prices: [
    ...(list?.fields.prices ?? []).map(({ item_id, from_quantity, unit_price }) => ({
      item_id,
      from_quantity: from_quantity === "0" ? "" : (from_quantity ?? ""),
      unit_price,
    })),
    NEW_ROW,
  ],
});

const priced = (rows: PriceRow[]): PriceFields[] =>
  rows.flatMap(({ item_id, from_quantity, unit_price }) =>
    item_id === null || unit_price === ""
      ? []
      : [{ item_id, from_quantity: from_quantity || "0", unit_price }],
  );

type Props = { list: PriceList | undefined; currency: Currency };

function PriceListForm({ list, currency }: Props) {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const { fields, write, forget } = useDraft<Editing>(
    `price_list.${list ? `${list.id}.${list.version}` : "new"}`,
    startOf(list, currency),
  );
  const [tried, setTried] = useState(false);
  const { data: currencies = [] } = useCurrencies();
  const saving = useSavePriceList();
  const archiving = useArchivePriceList();
  const keeps = useMay()("keep");
  const nameless = fields.name.trim() === "";
  const leave = () => {
    forget();
    goTo("/prices");
  };
  const submit = () => {
    setTried(true);
    if (nameless || saving.isPending || !keeps) return;
    saving.mutate(
      { id: list?.id, version: list?.version, fields: { ...fields, prices: priced(fields.prices) } },
      {
        onSuccess: (saved) => {
          forget();
          tell({ text: t("classes.prices.saved", { name: saved.fields.name, version: saved.version }) });
          goTo("/prices");
        },
      },
    );
  };
  const archive = (archived: boolean) =>
    list &&
    archiving.mutate(
      { id: list.id, archived },
      {
        onSuccess: () => {
          const name = list.fields.name;
          tell({
            text: t(archived ? "parties.archived" : "parties.restored", { name }),
            undo: () => archive(!archived),
          });
          goTo("/prices");
        },
      },
    );
  const day = (key: "valid_from" | "valid_to") => (
    <Labelled id={`price-list-${key}`} label={t(`classes.prices.${key}`)}>
      <DateInput
        label={t(`classes.prices.${key}`)}
        value={fields[key] ?? ""}
        onChange={(value) => write({ [key]: value || null })}
      />
    </Labelled>
  );
  useShortcuts({ "mod+s": submit, "mod+Enter": submit, Escape: leave });
  return (
    <div className="page-main">
      <PageHead
        title={
          <>
            <Link className="second" to="/prices">
              {t("classes.prices.title")}
            </Link>
            {` / ${list?.fields.name ?? t("classes.prices.new")}`}
          </>
        }
        actions={
          list && <span className="second">{t("classes.prices.versionOf", { version: list.version })}</span>
        }
      />
      <Form className="panel form-page" layout="vertical" disabled={!keeps} onFinish={submit}>
        {saving.error && <Problem error={saving.error} />}
        <div className="two">
          <TextField
            id="price-list-name"
            label={t("classes.prices.name")}
            required
            autoFocus={list === undefined}
            problem={tried && nameless ? t("customers.nameMissing") : undefined}
            value={fields.name}
            onChange={(name) => write({ name })}
          />
          <ChoiceField<Currency>
            id="price-list-currency"
            label={t("customers.currency")}
            value={fields.currency}
            onChange={(code) => write({ currency: code ?? currency })}
            options={currencies.map(({ code }) => ({ value: code, label: code }))}
          />
          <ScopeField scope={fields.scope} onChange={(scope) => write({ scope })} />
          <div className="two">
            {day("valid_from")}
            {day("valid_to")}
          </div>
        </div>
        <PriceRows rows={fields.prices} empty={NEW_ROW} onRows={(prices) => write({ prices })} />
        <FormFoot saving={saving.isPending} onCancel={leave}>
          {list && (
            <Button type="text" loading={archiving.isPending} onClick={() => archive(!list.archived)}>
              {t(list.archived ? "items.restore" : "items.archive")}
            </Button>
          )}
        </FormFoot>
      </Form>
    </div>
  );
}
