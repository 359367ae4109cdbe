// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeAll, expect, test } from "vitest";
import { IssueConfirm } from "../src/components/IssueConfirm";
import { speak } from "../src/lib/i18n";

beforeAll(() => speak("en"));
afterEach(cleanup);

const confirm = (number: string, busy: boolean) => (
  <IssueConfirm
    act="issue"
    number={number}
    total={{ amount: "5.00", currency: "EUR" }}
    lines={[]}
    busy={busy}
    problem={null}
    onConfirm={() => {}}
    onClose={() => {}}
  />
);

test("the number that was agreed to stays while the document is issued", () => {
  const { rerender } = render(confirm("INV-7", false));
  rerender(confirm("INV-8", false));
  expect(screen.getByText("Issue INV-8?")).toBeTruthy();
  rerender(confirm("INV-9", true));
  expect(screen.getByText("Issue INV-8?")).toBeTruthy();
});
