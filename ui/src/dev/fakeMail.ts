/** The outbox of the sample company, written down. */
import type { Mail, MailKind, MailRow, MailState, MailTemplate } from "../bindings";
import type { Answers } from "./fakeBooks";

const row = (seq: number, state: MailState, kind: MailKind, name: string, reply = ""): MailRow => ({
  seq,
  kind,
  party_id: seq - 9000,
  party_name: name,
  document_id: 100,
  paper_seq: null,
  number: `XS2611-00${seq - 9000}`,
  recipients: [{ name: "王会计", address: "wang@example.cn" }],
  subject: `清禾包装 账单 XS2611-00${seq - 9000}`,
  state,
  written_at: "2026-11-20T02:10:00.000Z",
  written_by: "林知",
  settled_on: state === "sent" ? "2026-11-20" : null,
  next_at: state === "waiting" ? "2026-11-23T02:15:00.000Z" : null,
  tries: 1,
  reply,
});

const rows: MailRow[] = [
  row(9005, "queued", "invoice", "晴川电子商务有限公司"),
  row(9004, "waiting", "statement", "惠风纺织品有限公司", "450 4.2.0 greylisted, come back later"),
  row(9003, "unknown", "invoice", "云岫食品有限公司", "connection reset by peer"),
  row(9002, "refused", "dunning", "松间物流有限公司", "550 5.1.1 no such user"),
  row(9001, "sent", "invoice", "望海精密机械有限公司", "250 2.0.0 OK"),
];

const mail = (of: MailRow): Mail => ({
  row: of,
  message_id: "<3fa1@example.cn>",
  sender: { name: "清禾包装", address: "books@example.cn" },
  reply_to: null,
  recipients: of.recipients.map((each) => ({ ...each, role: "to" as const })),
  body: "王会计，您好：\n\n随信附上账单。",
  attachment_id: 7,
  file_name: "账单.pdf",
  deliveries: of.recipients.map(({ address }) => ({
    address,
    state: of.state === "sent" ? ("accepted" as const) : ("pending" as const),
    reply: of.reply,
  })),
  outcomes: [],
});

const template: MailTemplate = {
  kind: "invoice",
  language: "zh-CN",
  text: { subject: "{公司} 账单 {编号}", body: "{联系人}，您好：\n\n随信附上账单 {编号}。" },
  usual: true,
  placeholders: ["{公司}", "{编号}", "{联系人}"],
};

const account = {
  server: "smtp.example.cn",
  port: 587,
  security: "starttls" as const,
  user: "books@example.cn",
  sender_name: "清禾包装",
  sender_address: "books@example.cn",
  reply_to: "",
  copy_to_self: false,
  certificate: "",
};

export const mails: Answers = {
  "mail.account": () => ({ account, secret: "nowhere" }),
  "mail.list": ({ states, document_id, paper }) => ({
    rows: document_id || paper ? [] : rows.filter((each) => !states?.length || states.includes(each.state)),
    next: null,
  }),
  "mail.counts": () => ({ states: rows.map(({ state }) => ({ state, mails: 1 })), due: 0, has_server: true }),
  "mail.get": ({ seq }) => mail(rows.find((each) => each.seq === seq) ?? row(seq, "sent", "invoice", "")),
  "mail.templates": () => [template, { ...template, language: "en" }],
  "mail.preview_template": ({ text }) => text,
  "mail.draft": () => ({
    kind: "invoice",
    party_id: 6,
    party_name: "云岫食品有限公司",
    number: "XS2611-0003",
    language: "zh-CN",
    to: ["王会计 <wang@example.cn>"],
    contacts: [{ text: "王会计 <wang@example.cn>", roles: ["财务"], primary: true }],
    text: { subject: "账单 XS2611-0003", body: "您好" },
    file_name: "账单 XS2611-0003.pdf",
    uncovered: [],
  }),
};
