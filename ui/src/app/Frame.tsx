import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Outlet, useNavigate } from "react-router";
import { StatusLine } from "../components/StatusLine";
import { lookAt, useAsOf } from "../lib/asOf";
import { DoorError, hearChanges } from "../lib/door";
import { type Shortcuts, useShortcuts } from "../lib/keyboard";
import { refresh } from "../lib/refresh";
import { useSession } from "../lib/session";
import { StartPage } from "../pages/start";
import { Navigation } from "./Navigation";
import { Palette } from "./Palette";
import { groups } from "./places";
import { ShortcutSheet } from "./ShortcutSheet";
import { TopBar } from "./TopBar";

/** The frame around every page; a past day colours it. */
export function Frame() {
  const goTo = useNavigate();
  const { past } = useAsOf();
  const [palette, setPalette] = useState(false);
  const [sheet, setSheet] = useState(false);
  const client = useQueryClient();
  const session = useSession();
  const jumps: Shortcuts = {};
  groups.forEach((group, at) => {
    const first = group.places[0];
    if (first) jumps[`mod+${at + 1}`] = () => goTo(first.path);
  });
  useShortcuts({
    ...jumps,
    "mod+k": () => setPalette(true),
    "mod+,": () => goTo("/settings"),
    "/": () => setPalette(true),
    "?": () => setSheet(true),
    ...(past ? { Escape: () => lookAt(null) } : {}),
  });
  useEffect(() => hearChanges(() => void refresh(client)), [client]);
  if (session.isPending) return null;
  if (session.error && DoorError.from(session.error).code === "book_not_open") {
    const opened = () => {
      void client.resetQueries();
      goTo("/overview");
    };
    return <StartPage onOpened={opened} />;
  }
  return (
    <div className={past ? "frame past" : "frame"}>
      <Navigation />
      <TopBar onSearch={() => setPalette(true)} />
      <main className="page">
        <Outlet />
      </main>
      <StatusLine onShortcuts={() => setSheet(true)} />
      {palette && <Palette onClose={() => setPalette(false)} />}
      <ShortcutSheet open={sheet} onClose={() => setSheet(false)} />
    </div>
  );
}
