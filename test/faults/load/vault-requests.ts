import type { Mistake } from '../wrong-builds/remembering-vaults.js';

/** What is asked of a vault. */
export type VaultCommand =
  | { readonly name: 'open'; readonly limit: number }
  | { readonly name: 'credit'; readonly amount: number }
  | { readonly name: 'debit'; readonly amount: number }
  | { readonly name: 'freeze' }
  | { readonly name: 'thaw' };

/** One request to a process that keeps vaults, and in which way it is to go about it. */
export interface VaultRequest {
  readonly id: string;
  /** `saved`: loaded, decided and saved, past `update`. The last two: in a transaction that the caller holds. */
  readonly way: 'loaded' | 'created' | 'updated' | 'saved' | 'committed' | 'rolled back';
  /** One; in a transaction one after another; none to load. */
  readonly commands: readonly VaultCommand[];
  /** The version that the caller has seen. */
  readonly expected?: number;
  /** Under which the request may be repeated. */
  readonly key?: string;
}

/** A vault's state as JSON. */
export interface VaultState {
  readonly limit: number;
  readonly balance: number;
  readonly frozen: boolean;
  readonly notes: readonly string[];
  readonly tags: readonly string[];
  readonly changedAt: string;
}

/** What a process was told by its repository. */
export type VaultAnswer =
  | {
      readonly told: 'done';
      /** The balance that the decision met; null where nothing was decided. */
      readonly met: number | null;
      readonly state: VaultState;
      readonly version: number;
      readonly eventIds: readonly string[];
    }
  | { readonly told: 'refused'; readonly code: string; readonly actual?: number };

/** What a repository did to come to its answer, in order. */
export type Step = 'read' | 'append' | 'conflict' | 'decided' | 'nothing' | 'refused';

export interface VaultReply {
  /** One for each command that was tried. */
  readonly answers: readonly VaultAnswer[];
  readonly steps: readonly Step[];
}

/** Who is asked: Daybook as it is shipped, or one of the wrong builds. */
export type Build = 'daybook' | Mistake;

/** A request on its way to a process. */
export interface VaultCall {
  readonly call: number;
  readonly build: Build;
  readonly request: VaultRequest;
}
