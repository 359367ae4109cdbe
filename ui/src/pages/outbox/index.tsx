import { Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { MailList, MailRow, MailState as State } from "../../bindings";
import { type Column, DataTable } from "../../components/DataTable";
import { EmptyState } from "../../components/EmptyState";
import { FilterChips } from "../../components/FilterChips";
import { Finder } from "../../components/Finder";
import { Key } from "../../components/Key";
import { MailState } from "../../components/MailState";
import { PageHead } from "../../components/PageHead";
import { PeekPanel } from "../../components/PeekPanel";
import { Problem } from "../../components/Problem";
import { ProgressCard } from "../../components/ProgressCard";
import { timeOf } from "../../lib/dates";
import { useShortcuts } from "../../lib/keyboard";
import { tell } from "../../lib/lastAct";
import { STATES, useMailCounts, useMails, useSendMails } from "../../lib/mails";
import { usePageState } from "../../lib/pageState";
import { useMay } from "../../lib/session";
import { OneMail } from "./OneMail";
import { PasswordDialog } from "./PasswordDialog";
import "./outbox.css";

const START = { state: "", text: "", row: "" };

/** 发件箱: every mail with how far it is and what came back. */
export function OutboxPage() {
  const { t } = useTranslation();
  const goTo = useNavigate();
  const may = useMay();
  const [{ state, text, row }, change] = usePageState(START);
  const filter: MailList = { states: state === "" ? [] : [state as State], text: text || null };
  const list = useMails(filter);
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const counts = useMailCounts().data;
  const job = useSendMails();
  const [asking, setAsking] = useState(false);
  const narrowed = state !== "" || text !== "";
  const many = (of: State) => counts?.states.find((each) => each.state === of)?.mails ?? 0;
  const send = async () => {
    const round = await job.send();
    if (round) tell({ text: t("mail.round", round) });
  };
  const sends = may("sell") && counts?.has_server === true && counts.due > 0;
  useShortcuts({
    ...(sends ? { "mod+Enter": () => void send() } : {}),
    ...(row === "" ? {} : { Escape: () => change({ row: "" }) }),
  });
  const wantsPassword = ["mail_password_missing", "mail_login_refused"].includes(job.error?.code ?? "");
  return (
    <>
      <div className="page-main">
        <PageHead
          title={t("mail.title")}
          actions={
            sends && (
              <Button type="primary" loading={job.running} onClick={() => void send()}>
                {t("mail.sendDue", { count: counts.due })} <Key name="Ctrl Enter" />
              </Button>
            )
          }
        />
        {job.running && <ProgressCard title={t("mail.sendingNow")} step={job.step} onCancel={job.cancel} />}
        {job.error && (
          <Problem
            error={job.error}
            actions={
              wantsPassword && (
                <Button size="small" onClick={() => setAsking(true)}>
                  {t("mail.enterPassword")}
                </Button>
              )
            }
          />
        )}
        {many("unknown") > 0 && state !== "unknown" && (
          <Problem
            actions={
              <Button size="small" onClick={() => change({ state: "unknown", row: "" })}>
                {t("mail.look")}
              </Button>
            }
          >
            {t("mail.inDoubt", { count: many("unknown") })}
          </Problem>
        )}
        {counts && !counts.has_server && (
          <Problem
            actions={
              may("administer") && (
                <Button size="small" onClick={() => goTo("/settings/mail")}>
                  {t("mail.toSettings")}
                </Button>
              )
            }
          >
            {t("mail.noServer")}
          </Problem>
        )}
        <FilterChips chips={[]}>
          <Finder label={t("mail.search")} value={text} onChange={(typed) => change({ text: typed })} />
          <Select
            size="small"
            style={{ width: 148 }}
            aria-label={t("mail.state")}
            value={state}
            onChange={(chosen) => change({ state: chosen })}
            options={[
              { value: "", label: t("mail.allStates") },
              ...STATES.map((value) => ({ value: value as string, label: t(`mail.states.${value}`) })),
            ]}
          />
        </FilterChips>
        <DataTable
          name="outbox"
          label={t("mail.title")}
          columns={useColumns()}
          rows={rows}
          idOf={(each) => each.seq}
          selected={row === "" ? null : Number(row)}
          onSelect={(id) => change({ row: String(id) })}
          loading={list.isFetching}
          error={list.error}
          onRetry={() => list.refetch()}
          hasMore={list.hasNextPage}
          onMore={() => list.fetchNextPage()}
          exports={{ of: "mails", filter }}
          empty={
            <EmptyState
              title={t(narrowed ? "mail.nothingFound" : "mail.emptyTitle")}
              body={t("mail.emptyBody")}
              actions={!narrowed && <Button onClick={() => goTo("/invoices")}>{t("mail.toInvoices")}</Button>}
            />
          }
        />
      </div>
      {row !== "" && (
        <PeekPanel title={t("mail.one")} onClose={() => change({ row: "" })}>
          <OneMail key={row} seq={Number(row)} />
        </PeekPanel>
      )}
      {asking && <PasswordDialog onClose={() => setAsking(false)} onKnown={() => void send()} />}
    </>
  );
}

function useColumns(): Column<MailRow>[] {
  const { t } = useTranslation();
  return [
    {
      key: "written_at",
      title: t("mail.writtenAt"),
      width: "142px",
      render: (row) => <span className="num">{timeOf(row.written_at)}</span>,
    },
    { key: "kind", title: t("mail.kind"), width: "92px", render: (row) => t(`mail.kinds.${row.kind}`) },
    { key: "number", title: t("mail.number"), width: "minmax(96px, 1fr)", render: (row) => row.number },
    {
      key: "party",
      title: t("mail.customer"),
      width: "minmax(120px, 2fr)",
      render: (row) => row.party_name,
    },
    {
      key: "recipients",
      title: t("mail.to"),
      width: "minmax(140px, 2fr)",
      render: (row) => row.recipients.map((each) => each.address).join(", "),
    },
    {
      key: "subject",
      title: t("mail.subject"),
      width: "minmax(140px, 2fr)",
      extra: true,
      render: (row) => row.subject,
    },
    {
      key: "state",
      title: t("mail.state"),
      width: "120px",
      render: (row) => <MailState state={row.state} />,
    },
    {
      key: "reply",
      title: t("mail.reply"),
      width: "minmax(120px, 2fr)",
      render: (row) => (
        <span className="second" title={row.reply}>
          {row.reply}
        </span>
      ),
    },
  ];
}
