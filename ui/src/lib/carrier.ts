/** While the window is open, what waits in the outbox goes out. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { call, start } from "./door";
import { refresh } from "./refresh";

const LOOK_MS = 20_000;
/** After a round that failed (offline, no password) the next one waits longer each time. */
const LONGEST_MS = 600_000;

export function useCarrier(enabled: boolean) {
  const client = useQueryClient();
  useEffect(() => {
    if (!enabled) return;
    let [wait, over] = [LOOK_MS, false];
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      try {
        const { due, has_server } = await call("mail.counts", {});
        if (due > 0 && has_server) {
          await start("mail.send", {}, () => {}).result;
          await refresh(client);
        }
        wait = LOOK_MS;
      } catch {
        // Why it failed stands with the mail; the outbox shows it and offers what helps.
        wait = Math.min(2 * wait, LONGEST_MS);
      }
      if (!over) timer = setTimeout(look, wait);
    };
    const online = () => {
      clearTimeout(timer);
      void look();
    };
    timer = setTimeout(look, LOOK_MS);
    window.addEventListener("online", online);
    return () => {
      over = true;
      clearTimeout(timer);
      window.removeEventListener("online", online);
    };
  }, [enabled, client]);
}
