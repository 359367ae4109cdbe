import { cleanup, configure, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, expect, test } from "vitest";
import type { Session } from "../src/bindings";
import { answer } from "../src/dev/fakeDoor";
import { carryBy } from "../src/lib/door";
import { speak } from "../src/lib/i18n";

const PAGES = [
  "/overview",
  "/today",
  ...["open", "credit", "commitments", "purchases", "contracts", "tasks", "attachments"].map(
    (tab) => `/customers/6?tab=${tab}`,
  ),
  "/suppliers",
  "/suppliers/6",
  "/customers/6/set-off",
  "/customers/6/write-off",
  "/suppliers/6/transfer",
  "/items",
  "/items/1",
  "/segments",
  "/segments/new",
  "/prices",
  "/prices/new",
  "/classes?view=visits",
  "/reports",
  "/reports/trial_balance",
  "/reports/ar_aging",
  "/vouchers",
  "/recurring/sales",
  "/recurring/sales/1",
  "/recurring/sales/new",
  "/recurring/purchases",
  "/leads",
  "/leads?row=1",
  "/leads?act=new",
  "/pipeline",
  "/pipeline?view=list",
  "/pipeline/new",
  "/pipeline/3",
  "/performance",
  "/credit",
  "/forecast",
  "/forecast?view=plan",
  "/forecast?view=record",
  ...["calls", "next", "runs", "promises", "disputes", "holds", "limitation", "policy"].map(
    (view) => `/dunning?view=${view}`,
  ),
  "/settings/credit",
  "/settings/mail",
  "/outbox",
  "/outbox?row=9003",
  "/performance?tab=targets",
  "/performance?tab=activity",
  "/reports/sales_activity",
  "/activities",
  "/orders/open",
  "/orders/open?view=to_invoice",
  "/settings/pipeline",
  "/payment-run",
  "/month-end",
  "/import",
  "/import?path=%2Fa%2Fcustomers.csv",
  ...["company", "papers", "numbering", "taxes", "terms", "classes", "accounts", "users"].map(
    (tab) => `/settings/${tab}`,
  ),
  ...["language", "backup", "export", "proof", "trail"].map((tab) => `/settings/${tab}`),
];

beforeAll(() => {
  configure({ asyncUtilTimeout: 8_000 });
  carryBy(answer);
  // Virtual rows are placed by the size of their scroller, which jsdom does not lay out.
  Object.defineProperty(HTMLElement.prototype, "clientHeight", { get: () => 600 });
  Object.defineProperty(HTMLElement.prototype, "clientWidth", { get: () => 1000 });
  window.matchMedia = (media) =>
    ({
      media,
      matches: false,
      addListener() {},
      removeListener() {},
      addEventListener() {},
      removeEventListener() {},
    }) as never;
  globalThis.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
});
afterEach(cleanup);

async function open(path: string) {
  const { Window } = await import("../src/app/Window");
  const { router } = await import("../src/app/routes");
  await router.navigate(path);
  render(<Window />);
  const page = await screen.findByRole("main");
  await waitFor(() => expect(page.textContent?.length).toBeGreaterThan(20));
  return page;
}

test("every page shows itself, in words and not in keys", async () => {
  speak("zh-CN");
  for (const path of PAGES) {
    const page = await open(path);
    const keys = page.textContent?.match(
      /\b(activities|adjust|app|collection|credit|leads|performance|pipeline|pipelineSettings|month|exporting|import|items|overview|recurring|reports|settings|suppliers)\.[a-z]\w+/gi,
    );
    expect(keys, path).toBeNull();
    expect(within(page).queryByText(/command_unknown|没有命令|There is no command/), path).toBeNull();
    expect(within(page).queryByText(/这一页出错了/), path).toBeNull();
    cleanup();
  }
}, 120_000);

test("a figure of an aging opens its open items, its total all of them", async () => {
  speak("en");
  const page = await open("/reports/ar_aging");
  const user = userEvent.setup();
  await user.click((await within(page).findAllByRole("button", { name: "45,200.00" }))[0] as HTMLElement);
  await within(page).findByText("XS2610-0029");
  expect(within(page).queryByText("XS2611-0014"), "not due, so in another figure").toBeNull();
  await user.click(within(page).getByRole("button", { name: "523,445.00" }));
  await within(page).findByText("XS2611-0014");
}, 20_000);

test("due bills are chosen, and paid together, by keyboard", async () => {
  speak("en");
  const total = { amount: "14883.23", currency: "CNY" };
  const paid: unknown[] = [];
  carryBy(async (command, args) => {
    if (args?.name === "payment_run.plan") return { payments: [{}], totals: [total] };
    if (args?.name === "payment_run.pay") {
      paid.push((args.input as { bills: unknown }).bills);
      return { payments: [{ number: "FK2611-0001" }], totals: [total] };
    }
    return answer(command, args);
  });
  const page = await open("/payment-run");
  await within(page).findByText("2610-5074");
  const user = userEvent.setup();
  await user.keyboard(" ");
  await within(page).findByText("1 payment");
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(paid).toEqual([[{ item_id: 31, amount: "14883.23", discount: null }]]));
  await waitFor(() => expect(within(page).queryByText("1 payment")).toBeNull());
  carryBy(answer);
});

test("who only looks is offered nothing else", async () => {
  speak("en");
  carryBy(async (command, args) => {
    const reply = await answer(command, args);
    return args?.name === "session.get" ? { ...(reply as Session), rights: ["view_sales"] } : reply;
  });
  const { queries } = await import("../src/app/Window");
  queries.clear();
  const page = await open("/customers");
  await within(page).findByText("晴川电子商务");
  expect(within(page).queryByRole("button", { name: /New/ })).toBeNull();
  expect(screen.queryByRole("link", { name: "Bills" })).toBeNull();
  cleanup();
  for (const path of ["/bills", "/customers/6/write-off"]) {
    await within(await open(path)).findByText("This page is not for your role");
    cleanup();
  }
  const name = within(await open("/settings/company")).findByLabelText("Company name");
  expect(await name).toHaveProperty("disabled", true);
  carryBy(answer);
  queries.clear();
}, 20_000);

test("an export goes where the user says and tells what was written", async () => {
  speak("en");
  const asked: unknown[] = [];
  carryBy(async (command, args) => {
    if (command === "save_path") return "/a/book.json";
    if (command === "call" && args?.name === "book.export") asked.push(args.input);
    return answer(command, args);
  });
  const page = await open("/settings/export");
  await userEvent.setup().click(await within(page).findByRole("button", { name: "Export JSON" }));
  await within(page).findByText(/21219 rows/);
  expect(asked).toEqual([{ format: "json", path: "/a/book.json" }]);
  carryBy(answer);
});

test("an import is offered only after a trial without problems", async () => {
  speak("en");
  const page = await open("/import?path=%2Fa%2Fcustomers.csv");
  const user = userEvent.setup();
  const run = await within(page).findByRole("button", { name: "Import" });
  expect(run).toHaveProperty("disabled", true);
  await user.click(within(page).getByRole("button", { name: "Try" }));
  await within(page).findByText("Row 17");
  expect(run).toHaveProperty("disabled", true);
});

test("a card is lifted, carried and dropped by keyboard, and its stage asks for what it needs", async () => {
  speak("en");
  const moved: unknown[] = [];
  carryBy(async (command, args) => {
    if (args?.name === "opportunity.move") moved.push(args.input);
    return args?.name === "opportunity.move"
      ? answer("call", { name: "opportunity.get", input: { id: 3 } })
      : answer(command, args);
  });
  const page = await open("/pipeline");
  const card = await within(page).findByLabelText("平板纸箱, 北陌家居用品");
  const user = userEvent.setup();
  card.focus();
  await user.keyboard(" ");
  await within(page).findByText(/Lifted “平板纸箱” in Needs/);
  await user.keyboard("{Escape}");
  await within(page).findByText(/put back in Needs/);
  await user.keyboard(" {ArrowRight}");
  await within(page).findByText(/“平板纸箱” over Proposal/);
  await user.keyboard(" ");
  await within(page).findByText("Move “平板纸箱”");
  expect(await within(page).findByLabelText("Stage deadline")).toHaveProperty("value", "2026-12-07");
  within(page).getByText("Finish the tasks of the stage on the opportunity’s page first.");
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(moved).toHaveLength(1));
  expect(moved[0]).toMatchObject({ id: 3, moved: 9003, stage_id: 3, owner_id: 1, deadline_on: "2026-12-07" });
  const there = () => within(page).getByLabelText("平板纸箱, 北陌家居用品");
  await waitFor(() => expect(document.activeElement).toBe(there()));
  const finder = within(page).getByLabelText("Opportunity, customer, source");
  await user.type(finder, "纸");
  await within(page).findByText("平板纸箱");
  await new Promise((resolve) => setTimeout(resolve, 500)); // the board of the filter has come by then
  expect(document.activeElement).toBe(finder);
  carryBy(answer);
}, 20_000);

test("a figure of the activity by person opens the activities of its kind", async () => {
  speak("en");
  const page = await open("/performance?tab=activity");
  await userEvent.setup().click(await within(page).findByRole("button", { name: "7" }));
  await within(page).findByText("看新样品");
  const { router } = await import("../src/app/routes");
  const { pathname, search } = router.state.location;
  expect(pathname + search).toBe("/activities?author=1&kind=visit&from=2026-01-01&to=2026-11-23");
});

test("what a class proposes to a new customer says its class and is taken with one press, never over a choice", async () => {
  speak("en");
  const vip = { class: "tag", name_zh: "重点", name_en: "Key accounts" };
  const asked: { tags: string[]; name: string }[] = [];
  carryBy(async (command, args) => {
    if (args?.name === "terms.list")
      return ["net30", "net60"].map((code) => ({
        code,
        name_zh: code,
        name_en: code.toUpperCase(),
        active: true,
      }));
    if (args?.name === "class_default.propose") {
      const { fields } = args.input as { fields: (typeof asked)[number] };
      asked.push(fields);
      return fields.tags.includes("VIP")
        ? { terms: { ...vip, value: "net60" }, visit_days: { ...vip, value: 30 } }
        : {};
    }
    return answer(command, args);
  });
  const { queries } = await import("../src/app/Window");
  queries.clear();
  const page = await open("/customers/new");
  const user = userEvent.setup();
  await user.type(await within(page).findByLabelText("Tags"), "VIP{Enter}");
  const note = await within(page).findByRole("status", { name: "Proposed by class" });
  expect(note.textContent).toContain("NET60 · from Key accounts");
  expect(note.textContent).toContain("30 · from Key accounts");
  await user.click(within(note).getByRole("button", { name: "Take over" }));
  await waitFor(() => expect(within(note).queryByRole("button")).toBeNull());
  expect(within(page).getAllByText("NET60").length).toBeGreaterThan(0);
  expect(within(page).getByLabelText<HTMLInputElement>("Visit every (days)").value).toBe("30");
  expect(new Set(asked.map(({ name }) => name)), "a name is no fact").toEqual(new Set([""]));
  carryBy(answer);
  queries.clear();
}, 20_000);

test("a customer's page leads to a contract that names it", async () => {
  speak("en");
  const page = await open("/customers/6?tab=contracts");
  await within(page).findByText("No contract with this customer yet");
  await userEvent.setup().click(within(page).getByRole("button", { name: "New contract" }));
  const { router } = await import("../src/app/routes");
  await waitFor(() => expect(router.state.location.search).toBe("?party=6"));
});

test("a supplier's page leads to a contract in which we buy", async () => {
  speak("en");
  const page = await open("/suppliers/6?tab=contracts");
  await within(page).findByText("No contract with this supplier yet");
  await userEvent.setup().click(within(page).getByRole("button", { name: "New contract" }));
  const { router } = await import("../src/app/routes");
  await waitFor(() => expect(router.state.location.search).toBe("?party=6&role=buyer"));
  expect(await within(page).findByText("Buyer")).toBeTruthy();
});
