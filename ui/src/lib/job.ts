/** A job as a page lives with it: running with its last step, or ended with its outcome or its refusal. */
import { useCallback, useState } from "react";
import { DoorError, type Job, type Progress } from "./door";

export type Work<T> = {
  running: boolean;
  step: Progress | null;
  outcome: T | null;
  error: DoorError | null;
  /** Starts the job; its outcome comes as the promise, `null` where it was refused or cancelled. */
  run: (begin: (hear: (progress: Progress) => void) => Job<T>) => Promise<T | null>;
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
    async (begin: (hear: (progress: Progress) => void) => Job<T>) => {
      clear();
      const begun = begin(setStep);
      setJob(begun);
      try {
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
