// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import "../src/lib/i18n";
import { carryBy } from "../src/lib/door";
import { speak } from "../src/lib/i18n";
import { lineOf } from "../src/pages/documents/editing";
import { LineTable } from "../src/pages/documents/LineTable";

beforeAll(() => {
  speak("en");
  carryBy(() => Promise.resolve({ rows: [] }));
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
});

afterEach(cleanup);

const queries = new QueryClient();

function Written() {
  const [lines, setLines] = useState([lineOf()]);
  return (
    <QueryClientProvider client={queries}>
      <LineTable
        lines={lines}
        onLines={setLines}
        totals={undefined}
        taxes={[]}
        defaultTax={null}
        costs={false}
        problem={null}
      />
    </QueryClientProvider>
  );
}
const description = (line: number) =>
  screen.getByRole<HTMLInputElement>("combobox", { name: `Line ${line} Goods or service` });

test("Enter goes to the next line, Ctrl+arrow moves a line", async () => {
  render(<Written />);
  const person = userEvent.setup();
  await person.type(description(1), "Boxes{Enter}Tape");
  expect(description(1).value).toBe("Boxes");
  expect(description(2).value).toBe("Tape");
  await person.keyboard("{Control>}{ArrowUp}{/Control}");
  expect(description(1).value).toBe("Tape");
});

test("a table from the clipboard becomes lines", () => {
  render(<Written />);
  fireEvent.paste(description(1), {
    clipboardData: { getData: () => "Boxes\t12\t4.85\nTape\t3\t96" },
  });
  expect(screen.getByLabelText<HTMLInputElement>("Line 2 Price").value).toBe("96");
});
