import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, expect, test } from "vitest";
import { Finder } from "../src/components/Finder";

const told: string[] = [];
afterEach(() => {
  cleanup();
  told.length = 0;
});

/** A page whose state follows late, as the address does. */
function Page() {
  const [text, setText] = useState("");
  const hear = (next: string) => {
    told.push(next);
    setTimeout(() => setText(next), 20);
  };
  return (
    <>
      <Finder label="search" value={text} onChange={hear} />
      <button type="button" onClick={() => setText("")}>
        clear
      </button>
    </>
  );
}

const field = () => screen.getByLabelText<HTMLInputElement>("search");

test("letters typed faster than the page follows all stand", async () => {
  const person = userEvent.setup();
  render(<Page />);
  await person.type(field(), "zzzz");
  expect(field().value).toBe("zzzz");
  expect(told.at(-1)).toBe("zzzz");
});

test("the list waits for an input method and hears what it gave", () => {
  render(<Page />);
  field().focus();
  fireEvent.compositionStart(field());
  fireEvent.change(field(), { target: { value: "zhi" } });
  expect(told).toEqual([]);
  fireEvent.change(field(), { target: { value: "纸" } });
  fireEvent.compositionEnd(field());
  expect(told).toEqual(["纸"]);
});

test("a filter cleared elsewhere clears the field", async () => {
  const person = userEvent.setup();
  render(<Page />);
  await person.type(field(), "z");
  await person.click(screen.getByText("clear"));
  expect(field().value).toBe("");
});
