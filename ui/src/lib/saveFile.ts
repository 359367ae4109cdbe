/** Files the program made, on their way to where the user wants them. */
import type { Handle } from "../bindings";
import { shell } from "./door";
import i18n from "./i18n";
import { tell } from "./lastAct";

/** Asks where the file should lie, puts it there and says so; a dialog left saves nothing. */
export async function saveFile({ handle, file_name }: Pick<Handle, "handle" | "file_name">): Promise<void> {
  const ending = file_name.slice(file_name.lastIndexOf(".") + 1);
  const path = await shell.savePath(file_name, [{ name: ending.toUpperCase(), extensions: [ending] }]);
  if (!path) return;
  await shell.saveBytes(handle, path);
  tell({ text: i18n.t("app.savedFile", { path }) });
}
