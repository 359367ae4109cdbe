import { useState } from "react";
import { Outlet, useNavigate } from "react-router";
import { StatusLine } from "../components/StatusLine";
import { lookAt, useAsOf } from "../lib/asOf";
import { type Shortcuts, useShortcuts } from "../lib/keyboard";
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
