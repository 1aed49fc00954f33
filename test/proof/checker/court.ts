import type { Calls } from './calls.js';
import type { Findings } from './findings.js';
import type { Instances } from './instances.js';
import type { Log } from './log.js';
import type { Presence } from './presence.js';
import type { Standing } from './standing.js';
import type { Transfers } from './transfers.js';

/** What all judges have before them. What is heard is complete when they are asked to judge. */
export interface Court {
  readonly log: Log;
  readonly standing: Standing;
  readonly calls: Calls;
  readonly presence: Presence;
  readonly transfers: Transfers;
  readonly instances: Instances;
  readonly findings: Findings;
}
