import type { EntityManager, FollowAppend, InlineWork, UnplacedEvent } from '@daybook/event-store';
import type { InlineProjection } from './inline-projection.js';

/**
 * The projections of an application that are brought up to date in the transactions of appends, as the store knows them:
 * one after the other, in one order, whoever appends, so that no two appends wait for each other's keys.
 */
export class InlineProjections implements InlineWork {
  /** @param projections in the order of their names */
  constructor(private readonly projections: readonly InlineProjection[]) {}

  concerns(type: string, category: string): boolean {
    return this.projections.some((projection) => projection.concerns(type, category));
  }

  async prepare(events: readonly UnplacedEvent[], manager: EntityManager | undefined): Promise<FollowAppend> {
    const followers: FollowAppend[] = [];
    for (const projection of this.projections) {
      const follow = await projection.prepare(events, manager);
      if (follow !== undefined) followers.push(follow);
    }
    return async (recorded) => {
      for (const follow of followers) await follow(recorded);
    };
  }
}
