/** What the settings ask the program; no other file of this page names a command. */
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type {
  AccountFields,
  ArchiveTax,
  AssignTemplate,
  ClassDefaultKey,
  Company,
  CreditPolicy,
  EndTax,
  ExportBook,
  OrderPolicy,
  PaperTemplate,
  Policy,
  PreviewMail,
  Proof,
  SaveClassDefault,
  SaveLostReason,
  SaveMailTemplate,
  SavePipeline,
  Series,
  SetPassword,
  TaxFields,
  Taxpayer,
  TemplatedKind,
  Terms,
  UserFields,
  VatRule,
} from "../../bindings";
import { bytes, call, type Progress, start } from "../../lib/door";
import { usePaused } from "../../lib/paused";
import { refresh } from "../../lib/refresh";

const TRAIL_ROWS = 200;

export function useCompany() {
  return useQuery({ queryKey: ["company.get"], queryFn: () => call("company.get", {}) });
}

export function useSaveCompany() {
  return useChange((input: Company) => call("company.save", input), ["company.get", "session.get"]);
}

/** The address of a picture kept in the book, for showing it. */
export function useLogo(id: number | null | undefined) {
  return useQuery({
    queryKey: ["attachment.get", id],
    enabled: typeof id === "number",
    queryFn: async () => {
      const { handle, media_type } = await call("attachment.get", { id: id ?? 0 });
      const content = await bytes(handle);
      return URL.createObjectURL(new Blob([content.slice().buffer], { type: media_type }));
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useSeries() {
  return useQuery({ queryKey: ["series.list"], queryFn: () => call("series.list", {}) });
}

export function useSaveSeries() {
  return useChange((input: Series) => call("series.save", input), ["series.list"]);
}

export function useTaxes() {
  return useQuery({ queryKey: ["tax.list"], queryFn: () => call("tax.list", {}) });
}

export function useSaveTax() {
  return useChange((input: TaxFields) => call("tax.save", input), ["tax.list"]);
}

export function useEndTax() {
  return useChange((input: EndTax) => call("tax.end", input), ["tax.list"]);
}

export function useArchiveTax() {
  return useChange((input: ArchiveTax) => call("tax.archive", input), ["tax.list"]);
}

export function usePolicy() {
  return useQuery({ queryKey: ["policy.get"], queryFn: () => call("policy.get", {}) });
}

export function useSavePolicy() {
  return useChange((input: Policy) => call("policy.save", input), ["policy.get"]);
}

export function useOrderPolicy() {
  return useQuery({ queryKey: ["order.policy"], queryFn: () => call("order.policy", {}) });
}

export function useSaveOrderPolicy() {
  return useChange((input: OrderPolicy) => call("order.save_policy", input), ["order.policy"]);
}

export function useCreditPolicy() {
  return useQuery({ queryKey: ["credit.policy"], queryFn: () => call("credit.policy", {}) });
}

export function useSaveCreditPolicy() {
  return useChange(
    (input: CreditPolicy) => call("credit.save_policy", input),
    ["credit.policy", "credit.card"],
  );
}

export function useTaxpayers() {
  return useQuery({ queryKey: ["taxpayer.list"], queryFn: () => call("taxpayer.list", {}) });
}

export function useSaveTaxpayer() {
  return useChange((input: Taxpayer) => call("taxpayer.save", input), ["taxpayer.list"]);
}

export function useVatRules() {
  return useQuery({ queryKey: ["vat_rule.list"], queryFn: () => call("vat_rule.list", {}) });
}

/** A rule of the law; what a month comes to may change with it. */
export function useSaveVatRule() {
  return useChange(
    (input: VatRule) => call("vat_rule.save", input),
    ["vat_rule.list", "vat.preview", "month.check", "report.run"],
  );
}

export function useTerms() {
  return useQuery({ queryKey: ["terms.list"], queryFn: () => call("terms.list", {}) });
}

export function useSaveTerms() {
  return useChange((input: Terms) => call("terms.save", input), ["terms.list"]);
}

export function useAccounts() {
  return useQuery({ queryKey: ["account.list"], queryFn: () => call("account.list", {}) });
}

export function useSaveAccount() {
  return useChange((input: AccountFields) => call("account.save", input), ["account.list"]);
}

export function useUsers() {
  return useQuery({ queryKey: ["user.list"], queryFn: () => call("user.list", {}) });
}

export function useSaveUser() {
  return useChange((input: UserFields) => call("user.save", input), ["user.list", "session.get"]);
}

export function useSetPassword() {
  return useChange((input: SetPassword) => call("user.set_password", input), ["user.list"]);
}

/** The language of the user's papers and refusals, kept in the book beside the window's own. */
export function useSetLanguage() {
  return useChange(
    (language: "zh-CN" | "en") => call("session.set_language", { language }),
    ["session.get", "user.list"],
  );
}

/** Where the backups of each close and each day go, and which are there. */
export function useBackupPlace() {
  return useQuery({ queryKey: ["backup.place"], queryFn: () => call("backup.place", {}) });
}

/** Chooses the folder of the backups; without one they lie beside the book. */
export function useChooseBackupFolder() {
  return useChange((folder: string | null) => call("backup.choose_folder", { folder }), ["backup.place"]);
}

export function backUp(path: string, onProgress: (progress: Progress) => void) {
  return start("book.backup", { path }, onProgress);
}

export function exportBook(input: ExportBook, onProgress: (progress: Progress) => void) {
  return start("book.export", input, onProgress);
}

/** The proof of the frame's tick; the page shows the same one. */
export function useProof() {
  return useQuery({
    queryKey: ["book.verify"],
    queryFn: () => call("book.verify", {}),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function prove(onProgress: (progress: Progress) => void) {
  return start("book.verify", {}, onProgress);
}

/** Puts a new proof where the page and the frame look for it. */
export function useKeepProof() {
  const client = useQueryClient();
  return (proof: Proof) => client.setQueryData(["book.verify"], proof);
}

export function useTrail() {
  return useInfiniteQuery({
    queryKey: ["trail.list"],
    queryFn: ({ pageParam }) => call("trail.list", { after: pageParam, limit: TRAIL_ROWS }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

function useChange<I, O>(change: (input: I) => Promise<O>, stale: string[]) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () =>
      client.invalidateQueries({ predicate: (query) => stale.includes(String(query.queryKey[0])) }),
  });
}

/** What classes of customers are proposed. */
export function useClassDefaults() {
  return useQuery({ queryKey: ["class_default.list"], queryFn: () => call("class_default.list", {}) });
}

export function useSaveClassDefault() {
  return useChange((input: SaveClassDefault) => call("class_default.save", input), ["class_default.list"]);
}

export function useEndClassDefault() {
  return useChange((input: ClassDefaultKey) => call("class_default.end", input), ["class_default.list"]);
}

export function usePriceListNames() {
  return useQuery({ queryKey: ["price_list.list", "names"], queryFn: () => call("price_list.list", {}) });
}

/** The words that customers are classed by. */
export function useClassWords() {
  return useQuery({ queryKey: ["segment.choices"], queryFn: () => call("segment.choices", {}) });
}

export function useSavePipeline() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: SavePipeline) => call("pipeline.save", input),
    onSettled: () => refresh(client),
  });
}

export function useSaveLostReason() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: SaveLostReason) => call("lost_reason.save", input),
    onSettled: () => refresh(client),
  });
}

export function useTemplates() {
  return useQuery({ queryKey: ["template.list"], queryFn: () => call("template.list", {}) });
}

/** A template's words may be typed faster than papers are drawn. */
const PREVIEW_PAUSE_MS = 300;

/** The paper that unsaved fields make; the last one stays in sight until the next is there. */
export function useTemplatePreview(template: PaperTemplate, kind: TemplatedKind) {
  const asked = usePaused({ template, kind }, PREVIEW_PAUSE_MS);
  return useQuery({
    queryKey: ["template.preview", asked],
    queryFn: () => call("template.preview", asked),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function useMailTemplates() {
  return useQuery({ queryKey: ["mail.templates"], queryFn: () => call("mail.templates", {}) });
}

/** A template with invented facts, as it is being written. */
export function useMailPreview(input: PreviewMail) {
  return useQuery({
    queryKey: ["mail.preview_template", input],
    queryFn: () => call("mail.preview_template", input),
    placeholderData: (before) => before,
    retry: false,
  });
}

/** The page that shows how far a printer is off. */
export function useCalibration() {
  return useMutation({
    mutationFn: async (template: PaperTemplate) => (await call("template.calibration", { template })).file,
  });
}

export function useSaveTemplate() {
  return useChange((input: PaperTemplate) => call("template.save", input), ["template.list"]);
}

export function useDeleteTemplate() {
  return useChange((id: number) => call("template.delete", { id }), ["template.list", "template.uses"]);
}

export function useTemplateUses() {
  return useQuery({ queryKey: ["template.uses"], queryFn: () => call("template.uses", {}) });
}

export function useAssignTemplate() {
  return useChange(
    (input: AssignTemplate) => call("template.assign", input),
    ["template.uses", "document.pdf", "document.draft_pdf", "statement.pdf"],
  );
}

export function useSaveMailTemplate() {
  return useChange((input: SaveMailTemplate) => call("mail.save_template", input), ["mail.templates"]);
}
