/** Items for pickers, on whatever page. */
import { call } from "./door";
import { PICKS } from "./parties";

/** Items in use, by any part of a name or code. */
export async function findItems(text: string) {
  return (await call("item.list", { text, archived: false, limit: PICKS })).rows;
}
