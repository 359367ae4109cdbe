/** Mails, for every page that queues, shows or sends them. */
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import type {
  Language,
  MailAccount,
  MailList,
  MailOf,
  MailRound,
  MailState,
  QueueMail,
  SetMailPassword,
  SettleMail,
} from "../bindings";
import { call, start } from "./door";
import { useJob } from "./job";
import { refresh, useChange } from "./refresh";

export const STATES: MailState[] = [
  "queued",
  "waiting",
  "sending",
  "sent",
  "partly",
  "refused",
  "unknown",
  "cancelled",
  "handed_over",
];

export const TONE_OF: Record<MailState, string> = {
  queued: "accent",
  waiting: "amber",
  sending: "accent",
  sent: "green",
  partly: "amber",
  refused: "red",
  unknown: "red",
  cancelled: "",
  handed_over: "",
};

/** Mails, the latest first, page by page. */
export function useMails(input: MailList) {
  return useInfiniteQuery({
    queryKey: ["mail.list", input],
    queryFn: ({ pageParam }) => call("mail.list", { ...input, after: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
    placeholderData: keepPreviousData,
  });
}

export function useMail(seq: number) {
  return useQuery({ queryKey: ["mail.get", seq], queryFn: () => call("mail.get", { seq }) });
}

export function useMailCounts() {
  return useQuery({ queryKey: ["mail.counts"], queryFn: () => call("mail.counts", {}) });
}

/** A mail as it would be queued. */
export function useMailDraft(mail: MailOf, language: Language | null) {
  return useQuery({
    queryKey: ["mail.draft", mail, language],
    queryFn: () => call("mail.draft", { mail, language }),
    placeholderData: keepPreviousData,
  });
}

export function useMailSetup() {
  return useQuery({ queryKey: ["mail.account"], queryFn: () => call("mail.account", {}) });
}

export const useQueueMail = () => useChange((input: QueueMail) => call("mail.queue", input));
export const useSettleMail = () => useChange((input: SettleMail) => call("mail.settle", input));
export const useSaveAccount = () => useChange((input: MailAccount) => call("mail.save_account", input));
export const useSetPassword = () => useChange((input: SetMailPassword) => call("mail.set_password", input));

/** A mail as a file, by a handle to its bytes. */
export const mailFile = (seq: number) => call("mail.eml", { seq });

/** Sends what is due, now. */
export function useSendMails() {
  const client = useQueryClient();
  const job = useJob<MailRound>();
  const send = async () => {
    const round = await job.run((hear) => start("mail.send", {}, hear));
    await refresh(client);
    return round;
  };
  return { ...job, send };
}
