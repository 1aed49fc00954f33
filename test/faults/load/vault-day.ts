import type { Pool } from 'pg';
import { judgeVault } from '../judgement/judge-vault.js';
import { VaultLog } from '../judgement/vault-log.js';
import type { VaultOffice } from './vault-office.js';
import { VaultPlan } from './vault-plan.js';
import type { Build, Step, VaultReply, VaultRequest } from './vault-requests.js';

/** How often what matters has happened. */
export interface VaultCounts {
  commands: number;
  /** Decided without a look at the store. */
  hits: number;
  /** Of these, appended from what was no longer so, and refused by the store. */
  staleAppends: number;
  /** Of these, refused or nothing to do from what was no longer so, and something else in the end. */
  staleRefusals: number;
  refusals: number;
  nothings: number;
  rolledBack: number;
}

/** What two processes are asked in a run, and whether each answer was right, judged at once. */
export class VaultDay {
  readonly counts: VaultCounts = {
    ...{ commands: 0, hits: 0, staleAppends: 0, staleRefusals: 0, refusals: 0, nothings: 0, rolledBack: 0 },
  };
  readonly violations: string[] = [];
  readonly #logs = new Map<string, VaultLog>();

  constructor(
    private readonly offices: readonly VaultOffice[],
    private readonly pool: Pool,
    private readonly build: Build,
    private readonly seed: number,
  ) {}

  /** One request after the other, each to the other process than the one before; a vault is asked several in a row. */
  async alternate(requests: number): Promise<void> {
    const plan = new VaultPlan(this.seed, `${nameOf(this.build)}.a`);
    let id = plan.vault();
    for (let turn = 0; turn < requests && this.violations.length === 0; turn++) {
      if (plan.below(6) === 0) id = plan.vault();
      await this.ask(turn % this.offices.length, id, (version) => plan.request(id, version));
    }
  }

  /** Several at a time, to either process. */
  async overlap(requests: number, callers = 6): Promise<void> {
    const plan = new VaultPlan(this.seed + 1, `${nameOf(this.build)}.o`);
    let begun = 0;
    const call = async (): Promise<void> => {
      while (begun++ < requests && this.violations.length === 0) {
        const id = plan.vault();
        await this.ask(plan.below(this.offices.length), id, (version) => plan.request(id, version));
      }
    };
    await Promise.all(Array.from({ length: callers }, call));
  }

  /** @param unjudged refusals that say nothing about the vault */
  async ask(
    office: number,
    id: string,
    requestAt: (version: number) => VaultRequest,
    unjudged: readonly string[] = [],
  ): Promise<VaultReply> {
    const log = this.#logOf(id);
    const from = await log.version();
    const request = requestAt(from);
    const reply = await this.offices[office % this.offices.length]!.ask(this.build, request);
    const to = await log.follow();
    if (reply.answers.some((answer) => answer.told === 'refused' && unjudged.includes(answer.code))) return reply;
    this.violations.push(...judgeVault(request, reply, log, { from, to }));
    this.#count(request, reply);
    return reply;
  }

  #logOf(id: string): VaultLog {
    const log = this.#logs.get(id) ?? new VaultLog(this.pool, `vault-${id}`);
    this.#logs.set(id, log);
    return log;
  }

  #count({ way }: VaultRequest, { answers, steps }: VaultReply): void {
    const { counts } = this;
    counts.commands++;
    if (answers.some(({ told }) => told === 'refused')) counts.refusals++;
    if (answers.some((answer) => answer.told === 'done' && answer.met !== null && answer.eventIds.length === 0))
      counts.nothings++;
    if (way === 'rolled back') counts.rolledBack++;
    const [first, second] = steps;
    if (way !== 'updated' || first === 'read' || first === undefined) return;
    counts.hits++;
    if (second === 'append' && steps[2] === 'conflict') counts.staleAppends++;
    if (first !== 'decided' && lastDecision(steps) !== first) counts.staleRefusals++;
  }
}

function nameOf(build: Build): string {
  return build.replaceAll(' ', '.');
}

function lastDecision(steps: readonly Step[]): Step | undefined {
  return steps.findLast((step) => step === 'decided' || step === 'nothing' || step === 'refused');
}
