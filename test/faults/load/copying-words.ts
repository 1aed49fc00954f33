import type { DeathText } from '../injection/death-at-text.js';

/** Who copies: the library, one who closes the old stream by what he has read, or one who begins anew under new ids. */
export type Copyist = 'daybook' | 'closes by what it has read' | 'gives new ids';

/** What a copying process is told to do. */
export interface CopyingOrder {
  readonly url: string;
  readonly source: string;
  readonly target: string;
  readonly build: Copyist;
  readonly batchSize: number;
  /** Where it is killed: from so many portions on, or from the last one on, at a statement. Default: nowhere. */
  readonly dies?: { readonly from: number | 'the last'; readonly at: DeathText } | undefined;
}

/** What a copying process says; about the last portion it waits for a word. */
export type CopyingWord = 'ready' | 'last portion' | 'copied' | { readonly failed: string };
