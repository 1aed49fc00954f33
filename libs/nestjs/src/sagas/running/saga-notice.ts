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
  | { readonly word: 'caught-up'; readonly saga: string; readonly position: number; readonly instances: number };
