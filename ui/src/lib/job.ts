/** A job as a page lives with it: running with its last step, or ended with its outcome or its refusal. */
import { useCallback, useState } from "react";
import { DoorError, type Job, type Progress } from "./door";

type Begin<T> = (hear: (progress: Progress) => void) => Job<T> | Promise<Job<T> | null>;

export type Work<T> = {
  running: boolean;
  step: Progress | null;
  outcome: T | null;
  error: DoorError | null;
  /**
   * Starts the job, once what it needs was asked; `begin` gives `null` where the user left a dialog. The outcome comes as
   * the promise, `null` where there is none: left, refused or cancelled.
   */
  run: (begin: Begin<T>) => Promise<T | null>;
  cancel: () => void;
  clear: () => void;
};

export function useJob<T>(): Work<T> {
  const [job, setJob] = useState<Job<T> | null>(null);
  const [step, setStep] = useState<Progress | null>(null);
  const [outcome, setOutcome] = useState<T | null>(null);
  const [error, setError] = useState<DoorError | null>(null);
  const clear = useCallback(() => {
    setStep(null);
    setOutcome(null);
    setError(null);
  }, []);
  const run = useCallback(
    async (begin: Begin<T>) => {
      clear();
      try {
        const begun = await begin(setStep);
        if (!begun) return null;
        setJob(begun);
        const result = await begun.result;
        setOutcome(result);
        return result;
      } catch (thrown) {
        setError(DoorError.from(thrown));
        return null;
      } finally {
        setJob(null);
      }
    },
    [clear],
  );
  return { running: job !== null, step, outcome, error, run, cancel: () => void job?.cancel(), clear };
}
