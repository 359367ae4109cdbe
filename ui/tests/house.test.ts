import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { parseSync } from "rolldown/utils";
import { expect, test } from "vitest";

const SRC = resolve(__dirname, "../src");
const files = (readdirSync(SRC, { recursive: true }) as string[]).filter((name) => /\.tsx?$/.test(name));
const FLOORS = ["app", "pages", "components", "lib", "bindings"];
const floorOf = (name: string) => FLOORS.indexOf(name.split("/")[0] ?? "");

test("imports go down: app, pages, components, lib, bindings; no page imports a page", () => {
  const wrong: string[] = [];
  for (const name of files.filter((each) => floorOf(each) >= 0)) {
    const text = readFileSync(join(SRC, name), "utf8");
    for (const [, target = ""] of text.matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g)) {
      const to = relative(SRC, resolve(SRC, dirname(name), target));
      const other =
        name.startsWith("pages/") && to.startsWith("pages/") && to.split("/")[1] !== name.split("/")[1];
      if (other || (floorOf(to) >= 0 && floorOf(to) < floorOf(name))) wrong.push(`${name} → ${to}`);
    }
  }
  expect(wrong).toEqual([]);
});

test("only a queries.ts names commands", () => {
  const wrong = files.filter((name) => {
    const page = name.startsWith("pages/") || name.startsWith("app/") || name.startsWith("components/");
    return (
      page && !name.endsWith("queries.ts") && /\b(call|start)\("/.test(readFileSync(join(SRC, name), "utf8"))
    );
  });
  expect(wrong).toEqual([]);
});

test("no word stands in JSX outside the languages", () => {
  const wrong: string[] = [];
  for (const name of files.filter((each) => each.endsWith(".tsx"))) {
    const { program } = parseSync(name, readFileSync(join(SRC, name), "utf8"));
    const visit = (node: unknown): void => {
      if (Array.isArray(node)) {
        for (const each of node) visit(each);
        return;
      }
      if (typeof node !== "object" || node === null) return;
      const { type, value } = node as { type?: string; value?: unknown };
      if (type === "JSXText" && /\p{L}/u.test(String(value))) wrong.push(`${name}: ${String(value).trim()}`);
      for (const each of Object.values(node)) visit(each);
    };
    visit(program);
  }
  expect(wrong).toEqual([]);
});
