import type { SagaAddress } from '@daybook/event-store';

/** What the loops of sagas tell of, once each: for the log and for alarms. */
export type SagaNotice =
  /** Nothing of an instance is taken any more until an operator has looked at it. */
  | (SagaAddress & { readonly word: 'stuck'; readonly doing: string; readonly failure: string })
  /** An attempt has failed, and is made again. */
  | (SagaAddress & {
      readonly word: 'attempt-failed';
      readonly step: number;
      readonly type: string;
      readonly attempt: number;
      readonly error: unknown;
    })
  /** A step that was being taken here is another process's: what was about to be said of it had no effect. */
  | (SagaAddress & { readonly word: 'overtaken'; readonly step: number })
  /** What had been decided while history was handled is sent, or given up, from now on. */
  | { readonly word: 'caught-up'; readonly saga: string; readonly position: number; readonly instances: number }
  /** Deadlines are due, and wait until its readers, which are at a position, have passed what was in the log up to the head. */
  | {
      readonly word: 'deadlines-wait';
      readonly saga: string;
      readonly position: number;
      /** Undefined while nobody reads. */
      readonly head: number | undefined;
    }
  /** They wait no more, after it was told that they do. */
  | { readonly word: 'deadlines-go-on'; readonly saga: string };
