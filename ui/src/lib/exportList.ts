/** A list as a file: every row of its filter, in the columns shown. */
import type { ListOf, SheetFormat } from "../bindings";
import { call } from "./door";
import { saveFile } from "./saveFile";

export async function exportList(list: ListOf, columns: string[], format: SheetFormat): Promise<void> {
  await saveFile(await call("list.export", { list, columns, format }));
}
