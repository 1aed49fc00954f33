import { type AggregateRepository, MessageContext, type UnitOfWork } from '@daybook/nestjs';
import type { EventStore } from '@daybook/event-store';
import type { CommandBus } from '@nestjs/cqrs';
import type { StreamValues } from '../history/entry.js';
import type { Account } from './account.js';
import { Appending } from './appending.js';
import { Asking } from './sagas/asking.js';
import type { Attempts, Outcome } from './attempts.js';
import { KnownVersions } from './known-versions.js';
import { openingCoins, ownerOf, streamOf } from './proof-accounts.js';
import type { PlannedAppend, PlannedRequest, PlannedTransfer } from './request-plan.js';
import { seededEventId } from './seeded-event-id.js';
import { TransferCoins } from './transfer-coins.command.js';

/** By what requests are made. */
export interface RequestParts {
  readonly store: EventStore;
  readonly unitOfWork: UnitOfWork;
  readonly commands: CommandBus;
  readonly accounts: AggregateRepository<Account>;
  readonly attempts: Attempts;
  readonly seed: number;
  /** Whether a repetition is named anew, as by a wrong build. */
  readonly renamesRepetitions: boolean;
}

/** Makes what is planned: by appends, by units of work, by a repository, by commands. */
export class Requests {
  readonly #versions: KnownVersions;
  readonly #appending: Appending;
  readonly #asking: Asking;

  constructor(private readonly parts: RequestParts) {
    this.#versions = new KnownVersions(parts.store);
    this.#appending = new Appending(parts.store, parts.unitOfWork);
    this.#asking = new Asking(parts);
  }

  make(call: string, planned: PlannedRequest): Promise<Outcome> {
    if (planned.kind === 'transfer') return this.#transfer(call, planned);
    return planned.kind === 'append' ? this.#append(call, planned) : this.#asking.ask(call, planned);
  }

  /** Opens an account, if nobody has yet; answers whether it is there already, or now. */
  async open(call: string, id: string): Promise<boolean> {
    const { accounts, attempts } = this.parts;
    if ((await accounts.find(id)) !== undefined) return true;
    const outcome = await attempts.make(
      call,
      { kind: 'open', account: streamOf(id), coins: openingCoins },
      async (number) => {
        const eventIdSeed = this.#named(call, number);
        const open = (account: Account): void => account.open(ownerOf(id), openingCoins);
        const { version, position } = await accounts.create(id, open, { eventIdSeed });
        return { streams: [{ stream: streamOf(id), version, position }] };
      },
    );
    return outcome === 'ok';
  }

  #transfer(call: string, { from, to, coins }: PlannedTransfer): Promise<Outcome> {
    const { commands, attempts } = this.parts;
    const wanted = { kind: 'transfer', from: streamOf(from), to: streamOf(to), coins } as const;
    return attempts.make(call, wanted, (number) =>
      MessageContext.run({ idempotencyKey: this.#named(call, number) }, () =>
        commands.execute(new TransferCoins(call, from, to, coins)),
      ),
    );
  }

  async #append(call: string, planned: PlannedAppend): Promise<Outcome> {
    const { shares, looks, way } = planned;
    if (looks) await Promise.all(shares.map(({ stream }) => this.#versions.look(stream)));
    const streams = shares.map(({ stream, expected, count }, share): StreamValues => ({
      stream,
      expected: this.#versions.expected(stream, expected),
      values: Array.from({ length: count }, (_, n) => this.#value(`${call}/${share}.${n}`)),
    }));
    return this.parts.attempts.make(call, { kind: 'append', way, streams }, async (number) => {
      const answer = await this.#appending.make({ call, planned, streams: this.#repeated(streams, number) });
      for (const { stream, version } of answer.streams ?? []) this.#versions.learn(stream, version);
      return answer;
    });
  }

  #value(value: string): StreamValues['values'][number] {
    return { value, eventId: seededEventId(this.parts.seed, value) };
  }

  /** The same once more: of a wrong build, under other ids. */
  #repeated(streams: readonly StreamValues[], number: number): readonly StreamValues[] {
    if (number === 1 || !this.parts.renamesRepetitions) return streams;
    return streams.map((share) => ({
      ...share,
      values: share.values.map(({ value }) => ({
        value,
        eventId: seededEventId(this.parts.seed, this.#named(value, number)),
      })),
    }));
  }

  #named(name: string, number: number): string {
    return number > 1 && this.parts.renamesRepetitions ? `${name}~${number}` : name;
  }
}
