import { cleanup, render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ReactNode, useState } from "react";
import { afterEach, expect, test } from "vitest";
import { useShortcuts } from "../src/lib/keyboard";

const heard: string[] = [];
afterEach(() => {
  cleanup();
  heard.length = 0;
});

function Room({ name, children }: { name: string; children?: ReactNode }) {
  const [door, setDoor] = useState(false);
  useShortcuts({
    Escape: () => heard.push(name),
    ...(name === "house" ? { o: () => setDoor(true) } : {}),
  });
  return door ? <Room name="cellar" /> : children;
}

test("the innermost takes the key, whether it came with the rest or later", async () => {
  const person = userEvent.setup();
  render(
    <Room name="house">
      <Room name="kitchen" />
    </Room>,
  );
  await person.keyboard("{Escape}");
  await person.keyboard("o");
  await person.keyboard("{Escape}");
  expect(heard).toEqual(["kitchen", "cellar"]);
});

test("a letter acts from a radio button and is text in a field", async () => {
  const person = userEvent.setup();
  const view = render(
    <Room name="house">
      <input type="radio" aria-label="choice" />
      <input aria-label="words" />
    </Room>,
  );
  view.getByLabelText("words").focus();
  await person.keyboard("o");
  expect(view.queryByLabelText("choice")).not.toBeNull();
  view.getByLabelText("choice").focus();
  await person.keyboard("o");
  expect(view.queryByLabelText("choice")).toBeNull();
});
