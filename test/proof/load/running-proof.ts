import { isDaybookError } from '@daybook/domain';
import { EventStore } from '@daybook/event-store';
import {
  type AggregateRepository,
  Daybook,
  getAggregateRepositoryToken,
  ProjectionOperations,
  Projections,
  UnitOfWork,
} from '@daybook/nestjs';
import type { INestApplicationContext, Provider } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { getRepositoryToken } from '@nestjs/typeorm';
import { setTimeout as pause } from 'node:timers/promises';
import type { Repository } from 'typeorm';
import type { HistoryFile } from '../history/history-file.js';
import type { ProofProcessOptions, ProofWord } from '../world/proof-process-options.js';
import { SeededRandom } from '../world/seeded-random.js';
import type { WrongBuild } from '../wrong-builds/wrong-build.js';
import { Account } from './account.js';
import { Attempts } from './attempts.js';
import { Calling } from './calling.js';
import { Following } from './following.js';
import { HoldingsReading } from './holdings-reading.js';
import { ownerOf } from './proof-accounts.js';
import { proofApplication } from './proof-application.js';
import { ProofHolding, ProofHoldings } from './proof-holdings.projection.js';
import { ProofSurroundings } from './proof-surroundings.js';
import { rebuildBalances } from './rebuilding.js';
import { Requests } from './requests.js';

const followers = 2;

/** The application under proof while it runs, with those who call it and those who follow its log. */
export class RunningProof {
  readonly #calling: Calling;
  readonly #following: readonly Following[];
  readonly #store: EventStore;
  #leaves = false;

  private constructor(
    private readonly application: INestApplicationContext,
    options: ProofProcessOptions,
    history: HistoryFile,
    build: WrongBuild | undefined,
  ) {
    const { name, seed } = options;
    const random = new SeededRandom(seed).child(name);
    const store = (this.#store = application.get(EventStore));
    const attempts = new Attempts(history, () => this.#leaves);
    const requests = new Requests({
      store,
      unitOfWork: application.get(UnitOfWork),
      commands: application.get(CommandBus),
      accounts: application.get<AggregateRepository<Account>>(getAggregateRepositoryToken(Account), { strict: false }),
      attempts,
      seed,
      renamesRepetitions: build?.renamesRepetitions ?? false,
    });
    const rows = application.get<Repository<ProofHolding>>(getRepositoryToken(ProofHolding), { strict: false });
    const holdings = new HoldingsReading(rows, attempts);
    this.#calling = new Calling({ name, random, requests, holdings, history });
    this.#following = Array.from({ length: followers }, (_, n) => {
      return new Following({ name: `${name}-f${n}`, store, random: random.child(`follower-${n}`), history });
    });
  }

  /** Starts the application, waits until the inline read model can be believed, and lets the others begin. */
  static async begin(
    options: ProofProcessOptions,
    history: HistoryFile,
    build: WrongBuild | undefined,
  ): Promise<RunningProof> {
    const surroundings = new ProofSurroundings(options.name, options.receiver, history);
    const application = await NestFactory.createApplicationContext(
      proofApplication(options, surroundings, besides(build)),
      {
        logger: ['error', 'warn'],
        abortOnError: false,
      },
    );
    await untilInline(application);
    const running = new RunningProof(application, options, history, build);
    if (options.calls) {
      running.#calling.begin();
      for (const follower of running.#following) follower.begin();
    }
    return running;
  }

  async rest(): Promise<void> {
    await this.#calling.rest();
  }

  /** Waits until all subscriptions have come to the end of the log, and those who follow it as well. */
  async idle(timeoutMs: number): Promise<ProofWord> {
    const end = performance.now() + timeoutMs;
    for (const follower of this.#following) follower.settle();
    try {
      await this.application.get(Daybook).whenIdle({ timeoutMs });
      const head = await this.#store.head();
      const behind = (): readonly Following[] => this.#following.filter((one) => one.hasBegun && one.place < head);
      while (behind().length > 0 && performance.now() < end) await pause(20);
      const [late] = behind();
      if (late === undefined) return { word: 'idle', reached: true };
      return { word: 'idle', reached: false, why: `A subscriber is at ${late.place}, and the log at ${head}.` };
    } catch (error) {
      return { word: 'idle', reached: false, why: inWords(error) };
    }
  }

  async rebuild(): Promise<ProofWord> {
    try {
      await rebuildBalances(this.application.get(ProjectionOperations));
      return { word: 'rebuilt' };
    } catch (error) {
      return { word: 'refused', why: inWords(error) };
    }
  }

  async leave(): Promise<void> {
    this.#leaves = true;
    await this.#calling.rest();
    await Promise.all(this.#following.map((follower) => follower.end()));
    await this.application.close();
  }
}

/** What a wrong build has besides: it is made before anything begins. */
function besides(build: WrongBuild | undefined): readonly Provider[] {
  const change = build?.bus;
  if (change === undefined) return [];
  return [{ provide: 'wrong build', inject: [CommandBus], useFactory: (bus: CommandBus) => change(bus) }];
}

/** Until then a subscription writes it, behind the appends. */
async function untilInline(application: INestApplicationContext): Promise<void> {
  const [unitOfWork, projections] = [application.get(UnitOfWork), application.get(Projections)];
  for (;;) {
    try {
      await unitOfWork.run((manager) => projections.lock(ProofHoldings, [ownerOf('0')], { manager }));
      return;
    } catch (error) {
      if (!isDaybookError(error)) throw error;
      await pause(100);
    }
  }
}

function inWords(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
