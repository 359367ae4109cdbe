import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Outlet, useLocation, useNavigate } from "react-router";
import { Problem } from "../components/Problem";
import { StatusLine } from "../components/StatusLine";
import { lookAt, useAsOf } from "../lib/asOf";
import { useCarrier } from "../lib/carrier";
import { DoorError, hearChanges } from "../lib/door";
import { typeInto } from "../lib/draft";
import { type Shortcuts, useShortcuts } from "../lib/keyboard";
import { tell } from "../lib/lastAct";
import { refresh } from "../lib/refresh";
import { useMay, useSession } from "../lib/session";
import { LoginPage } from "../pages/login";
import { StartPage } from "../pages/start";
import { AdjustmentReason } from "./AdjustmentReason";

import { Navigation } from "./Navigation";
import { NotAllowed } from "./NotAllowed";
import { Palette } from "./Palette";
import { groups, rightOf } from "./places";
import { ShortcutSheet } from "./ShortcutSheet";
import { TopBar } from "./TopBar";

/** The way in: a book, then a user of it, then the frame around every page. */
export function Frame() {
  const goTo = useNavigate();
  const client = useQueryClient();
  const session = useSession();
  const [switching, setSwitching] = useState(false);
  /** Another book or another user: nothing that was read before holds. */
  const begin = () => {
    setSwitching(false);
    tell(null);
    lookAt(null);
    void client.resetQueries();
    goTo("/overview");
  };
  if (session.isPending) return null;
  const refused = session.error ? DoorError.from(session.error) : null;
  if (refused?.code === "book_not_open") return <StartPage onOpened={begin} />;
  if (refused?.code === "login_failed" || switching) {
    const owner = String(refused?.details.user ?? session.data?.user.name ?? "");
    return <LoginPage owner={owner} onEntered={begin} onClosed={begin} />;
  }
  if (!session.data)
    return (
      <div className="page-main">
        <Problem error={refused} />
      </div>
    );
  typeInto(session.data.book.uuid);
  return <Inside onSwitch={() => setSwitching(true)} onClosed={begin} />;
}

/** Navigation, top bar, page and status line; a past day colours them. */
function Inside({ onSwitch, onClosed }: { onSwitch: () => void; onClosed: () => void }) {
  const goTo = useNavigate();
  const { pathname } = useLocation();
  const { past } = useAsOf();
  const may = useMay();
  const client = useQueryClient();
  const session = useSession().data;
  useCarrier(may("sell") && session?.read_only === false);
  const [palette, setPalette] = useState(false);
  const [sheet, setSheet] = useState(false);
  const jumps: Shortcuts = {};
  groups.forEach((group, at) => {
    const first = group.places.find(({ right }) => may(right));
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
  return (
    <div className={past ? "frame past" : "frame"}>
      <Navigation />
      <TopBar onSearch={() => setPalette(true)} onSwitch={onSwitch} onClosed={onClosed} />
      <main className="page">{may(rightOf(pathname)) ? <Outlet /> : <NotAllowed />}</main>
      <StatusLine onShortcuts={() => setSheet(true)} />
      {palette && <Palette onClose={() => setPalette(false)} />}
      <AdjustmentReason />
      <ShortcutSheet open={sheet} onClose={() => setSheet(false)} />
    </div>
  );
}
