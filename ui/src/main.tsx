import "@fontsource/inter/400.css";
import "@fontsource/inter/500.css";
import "@fontsource/inter/600.css";
import "./styles/window.css";
import "./styles/forms.css";
import "./styles/paper.css";
import "./lib/i18n";
import { isTauri } from "@tauri-apps/api/core";
import { createRoot } from "react-dom/client";
import { Window } from "./app/Window";

// Outside the shell there are no books: the development build then answers from a sample company.
if (import.meta.env.DEV && !isTauri()) {
  const { answer } = await import("./dev/fakeDoor");
  const { carryBy } = await import("./lib/door");
  carryBy(answer);
}

const root = document.getElementById("root");
if (root) createRoot(root).render(<Window />);
