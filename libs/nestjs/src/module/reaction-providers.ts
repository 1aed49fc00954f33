import { EventTypeRegistry } from '@daybook/event-store';
import type { Provider } from '@nestjs/common';
import { ReactionRegistry } from '../reactions/reaction-registry.js';
import { ReactionDiscovery } from './reaction-discovery.js';

/** What finds the reactions of the application and has them run. */
export const reactionProviders: readonly Provider[] = [
  {
    provide: ReactionRegistry,
    inject: [EventTypeRegistry],
    useFactory: (eventTypes: EventTypeRegistry) => new ReactionRegistry(eventTypes),
  },
  ReactionDiscovery,
];
