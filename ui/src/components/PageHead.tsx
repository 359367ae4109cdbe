import type { ReactNode } from "react";

export type View = { key: string; title: string; count?: number };
type Props = {
  title: ReactNode;
  views?: View[];
  view?: string;
  onView?: (key: string) => void;
  actions?: ReactNode;
};

/** The head of a page: its title, its saved views and its actions. */
export function PageHead({ title, views = [], view, onView, actions }: Props) {
  return (
    <header className="head">
      <h1>{title}</h1>
      {views.map((each) => (
        <button
          key={each.key}
          type="button"
          className="plain view"
          aria-pressed={each.key === view}
          onClick={() => onView?.(each.key)}
        >
          {each.count === undefined ? each.title : `${each.title} ${each.count}`}
        </button>
      ))}
      <div className="grow" />
      <div className="row">{actions}</div>
    </header>
  );
}
