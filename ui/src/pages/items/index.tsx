import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate, useParams } from "react-router";
import type { Item } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { FilterChips } from "../../components/FilterChips";
import { Finder } from "../../components/Finder";
import { Key } from "../../components/Key";
import { PageHead } from "../../components/PageHead";
import { PeekPanel } from "../../components/PeekPanel";
import { Problem } from "../../components/Problem";
import { nameIn } from "../../lib/bilingual";
import { useShortcuts } from "../../lib/keyboard";
import { formatAmount, padDecimals, placesOf } from "../../lib/money";
import { usePageState } from "../../lib/pageState";
import { useMay } from "../../lib/session";
import { useTaxesOn } from "../../lib/taxes";
import { ItemForm } from "./ItemForm";
import { useBookCurrency, useItem, useItems } from "./queries";

const START = { view: "active", text: "" };

/** What is sold: the list, and one item's editor at the side (`/items/new`, `/items/12`). */
export function ItemsPage() {
  const { t, i18n } = useTranslation();
  const goTo = useNavigate();
  const { id } = useParams();
  const [state, change] = usePageState(START);
  const chosen = id === undefined || id === "new" ? null : Number(id);
  const list = useItems(state.text, state.view === "archived");
  const item = useItem(chosen);
  const columns = useColumns();
  const { search } = useLocation();
  const show = (target: string) => goTo({ pathname: `/items${target}`, search }, { replace: true });
  const leave = () => show("");
  const create = () => show("/new");
  const may = useMay();
  const edits = may("edit_parties");
  useShortcuts({ ...(edits ? { n: create } : {}), ...(id === undefined ? {} : { Escape: leave }) });
  const filtered = state.text !== "" || state.view !== "active";
  return (
    <>
      <div className="page-main">
        <PageHead
          title={t("items.title")}
          views={[
            { key: "active", title: t("items.active") },
            { key: "archived", title: t("items.archived") },
          ]}
          view={state.view}
          onView={(view) => change({ view }, "push")}
          actions={
            edits && (
              <Button type="primary" icon={<PlusOutlined />} onClick={create}>
                {t("items.new")} <Key name="N" />
              </Button>
            )
          }
        />
        <FilterChips chips={[]}>
          <Finder label={t("items.search")} value={state.text} onChange={(text) => change({ text })} />
        </FilterChips>
        <DataTable
          name="items"
          label={t("items.title")}
          columns={columns}
          rows={list.data?.pages.flatMap((page) => page.rows) ?? []}
          idOf={(row) => row.id}
          selected={chosen}
          onSelect={(row) => show(`/${row}`)}
          loading={list.isFetching}
          error={list.error}
          onRetry={() => list.refetch()}
          hasMore={list.hasNextPage}
          onMore={() => list.fetchNextPage()}
          exports={{ of: "items", filter: { text: state.text || null, archived: state.view === "archived" } }}
          empty={
            filtered ? (
              <EmptyState
                title={t("items.noneTitle")}
                body={t("items.noneBody")}
                actions={<Button onClick={() => change(START)}>{t("items.clear")}</Button>}
              />
            ) : (
              <EmptyState
                title={t("items.emptyTitle")}
                body={t("items.emptyBody")}
                actions={
                  edits && (
                    <>
                      <Button type="primary" onClick={create}>
                        {t("items.new")}
                      </Button>
                      {may("keep") && (
                        <Button onClick={() => goTo("/import?kind=items")}>{t("items.import")}</Button>
                      )}
                    </>
                  )
                }
              />
            )
          }
        />
      </div>
      {id === "new" && (
        <PeekPanel title={t("items.newTitle")} onClose={leave}>
          <ItemForm key="new" onSaved={(saved) => show(`/${saved.id}`)} onLeave={leave} />
        </PeekPanel>
      )}
      {chosen !== null && (
        <PeekPanel title={item.data ? nameIn(i18n.language, item.data.fields) : ""} onClose={leave}>
          {item.error && <Problem error={item.error} />}
          {item.data && (
            <ItemForm key={`${item.data.id}.${item.data.version}`} item={item.data} onLeave={leave} />
          )}
        </PeekPanel>
      )}
    </>
  );
}

function useColumns(): Column<Item>[] {
  const { t, i18n } = useTranslation();
  const currency = useBookCurrency();
  const taxes = useTaxesOn();
  return [
    {
      key: "code",
      title: t("items.code"),
      width: "90px",
      render: ({ fields }) => <span className="second num">{fields.code}</span>,
    },
    {
      key: "name",
      title: t("items.name"),
      width: "minmax(160px, 2fr)",
      render: ({ fields }) => nameIn(i18n.language, fields),
    },
    {
      key: "specification",
      title: t("items.specification"),
      width: "minmax(100px, 1fr)",
      render: ({ fields }) => <span className="second">{fields.specification}</span>,
    },
    { key: "unit", title: t("items.unit"), width: "60px", render: ({ fields }) => fields.unit },
    {
      key: "price",
      title: t("items.price"),
      width: "110px",
      align: "end",
      render: ({ fields }) =>
        fields.price ? (
          <span className="num">{formatAmount(padDecimals(fields.price, placesOf(currency)))}</span>
        ) : (
          "–"
        ),
    },
    {
      key: "tax",
      title: t("items.tax"),
      width: "80px",
      align: "end",
      render: ({ fields }) => {
        const tax = taxes.find((each) => each.code === fields.tax);
        return tax ? nameIn(i18n.language, tax) : fields.tax;
      },
    },
    {
      key: "account",
      title: t("items.account"),
      width: "90px",
      render: ({ fields }) =>
        fields.account ? (
          <span className="num">{fields.account}</span>
        ) : (
          <span className="third">{t("items.usual")}</span>
        ),
    },
  ];
}
