import type { ReactNode } from "react";
import type { Work } from "../lib/job";
import { Problem } from "./Problem";
import { ProgressCard } from "./ProgressCard";

type Props = {
  title: string;
  body: string;
  job: Pick<Work<unknown>, "running" | "step" | "error" | "cancel">;
  /** What to say while it runs. */
  running: string;
  children: ReactNode;
};

/** A page around one job: what it does, its refusal, and how far it is. */
export function JobPage({ title, body, job, running, children }: Props) {
  return (
    <div className="page-main">
      <section className="panel form-page">
        <h2>{title}</h2>
        <p className="second">{body}</p>
        {job.error ? <Problem error={job.error} /> : null}
        {children}
      </section>
      {job.running && <ProgressCard title={running} step={job.step} onCancel={job.cancel} />}
    </div>
  );
}
