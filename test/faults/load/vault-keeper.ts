import { changesOf, isDaybookError } from '@daybook/domain';
import type { AggregateRepository, RecordedDecision } from '@daybook/nestjs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';
import { noted, withSteps } from './vault-steps.js';
import type { Vault } from './vault.js';
import type { VaultAnswer, VaultCommand, VaultReply, VaultRequest, VaultState } from './vault-requests.js';

class RolledBack extends Error {}

/** Does what is asked of vaults, and spoils whatever it was handed once it has said what that was. */
export class VaultKeeper {
  constructor(
    private readonly vaults: AggregateRepository<Vault>,
    private readonly dataSource: DataSource,
  ) {}

  async handle(request: VaultRequest): Promise<VaultReply> {
    const answers: VaultAnswer[] = [];
    const { steps } = await withSteps(async () => {
      try {
        await this.#do(request, answers);
      } catch (error) {
        if (error instanceof RolledBack) return;
        if (!isDaybookError(error)) throw error;
        const { actual } = error as { readonly actual?: unknown };
        answers.push({ told: 'refused', code: error.code, ...(typeof actual === 'number' && { actual }) });
      }
    });
    return { answers, steps };
  }

  async #do({ id, way, commands, expected, key }: VaultRequest, answers: VaultAnswer[]): Promise<void> {
    const [command] = commands;
    const decide = command === undefined ? () => 0 : noted(decisionOf(command));
    switch (way) {
      case 'loaded':
        answers.push(told(await this.vaults.load(id)));
        break;
      case 'created':
        answers.push(toldOf(await this.vaults.create(id, decide)));
        break;
      case 'updated':
        answers.push(toldOf(await this.vaults.update(id, decide, { expected, idempotencyKey: key })));
        break;
      case 'saved':
        answers.push(await this.#saved(id, decide));
        break;
      default:
        await this.dataSource.transaction(async (manager) => {
          await this.#inTransaction(id, commands, manager, answers);
          if (way === 'rolled back') throw new RolledBack();
        });
    }
  }

  async #saved(id: string, decide: (vault: Vault) => number): Promise<VaultAnswer> {
    const vault = await this.vaults.load(id);
    const met = decide(vault);
    const eventIds = changesOf(vault).map(({ eventId }) => eventId);
    const { version } = await this.vaults.save(vault);
    return { ...told(vault), met, version, eventIds };
  }

  async #inTransaction(
    id: string,
    commands: readonly VaultCommand[],
    manager: EntityManager,
    answers: VaultAnswer[],
  ): Promise<void> {
    for (const command of commands) {
      answers.push(toldOf(await this.vaults.update(id, noted(decisionOf(command)), { manager })));
    }
    // So that others meet what is written here and not yet committed.
    await sleep(Math.random() * 3);
  }
}

/** Answers the balance that it met. */
function decisionOf(command: VaultCommand): (vault: Vault) => number {
  return (vault) => {
    const met = vault.balance;
    switch (command.name) {
      case 'open':
        vault.open(command.limit);
        break;
      case 'credit':
        vault.credit(command.amount);
        break;
      case 'debit':
        vault.debit(command.amount);
        break;
      case 'freeze':
        vault.freeze();
        break;
      case 'thaw':
        vault.thaw();
        break;
    }
    return met;
  };
}

function toldOf({ result, aggregate, version, events }: RecordedDecision<Vault, number>): VaultAnswer {
  const answer = { ...told(aggregate), met: result, version, eventIds: events.map(({ eventId }) => eventId) };
  for (const { event, occurredAt } of events) {
    occurredAt.setFullYear(1_999);
    if ('tags' in event) (event.tags as Set<string>).add('spoilt');
  }
  return answer;
}

function told(vault: Readonly<Vault>): VaultAnswer & { readonly told: 'done' } {
  const state: VaultState = {
    ...{ limit: vault.limit, balance: vault.balance, frozen: vault.frozen, notes: [...vault.notes] },
    ...{ tags: [...vault.tags], changedAt: vault.changedAt.toISOString() },
  };
  const answer = { told: 'done', met: null, state, version: vault.version, eventIds: [] } as const;
  spoil(vault);
  return answer;
}

/** Whoever was handed an aggregate may do as he likes with it: it is his. */
function spoil(given: Readonly<Vault>): void {
  const vault = given as Vault;
  vault.limit = 1;
  vault.balance = -1_000_000;
  vault.frozen = !vault.frozen;
  vault.tags.add('spoilt');
  vault.changedAt.setFullYear(1_999);
  if (!Object.isFrozen(vault.notes)) (vault.notes as string[]).push('spoilt');
}
