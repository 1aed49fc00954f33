import type { RunnerNotice } from '@daybook/event-store';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { ProofSurroundings } from './proof-surroundings.js';

interface Notices {
  listen(listener: (notice: RunnerNotice) => void): () => void;
}

/** Writes into the history what the runner tells of: claimed, lost, parked, … */
@Injectable()
export class NotedNotices implements OnModuleInit {
  constructor(
    private readonly modules: ModulesContainer,
    private readonly surroundings: ProofSurroundings,
  ) {}

  onModuleInit(): void {
    const { history } = this.surroundings;
    this.#notices().listen((notice) => {
      const { word: told, subscription, segment, epoch } = notice as RunnerNotice & OfSegment;
      // What is left undefined is not in the line.
      history.write({ word: 'runner', told, subscription, segment, epoch } as Parameters<typeof history.write>[0]);
    });
  }

  /** By its name: it is not for those who use the library. */
  #notices(): Notices {
    for (const { providers } of this.modules.values()) {
      for (const { name, instance } of providers.values()) {
        if (name === 'RunnerNotices') return instance as Notices;
      }
    }
    throw new Error('Nobody tells of what the runner does: RunnerNotices is not to be found under its name any more.');
  }
}

interface OfSegment {
  readonly subscription?: string;
  readonly segment?: number;
  readonly epoch?: number;
}
