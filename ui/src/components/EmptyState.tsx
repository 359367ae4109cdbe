import type { ReactNode } from "react";

/** What belongs here, why, and the first action. */
export function EmptyState({ title, body, actions }: { title: string; body: string; actions?: ReactNode }) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      <p>{body}</p>
      <div className="row" style={{ justifyContent: "center" }}>
        {actions}
      </div>
    </div>
  );
}
