import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { reactionConsumer } from '../reactions/reaction-consumer.js';
import { ownReactionDefinition } from '../reactions/reaction-definition.js';
import { ReactionRegistry } from '../reactions/reaction-registry.js';
import { providedInstances } from './provided-instances.js';
import { handleReaction } from './handle-reaction.js';
import { SubscriptionConsumers } from './subscription-consumers.js';

/**
 * Finds the reactions among the providers of all modules. Daybook's module is global, and so the first to be initialised:
 * when the others are, every event is known.
 */
@Injectable()
export class ReactionDiscovery implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reactions: ReactionRegistry,
    private readonly consumers: SubscriptionConsumers,
  ) {}

  onModuleInit(): void {
    const matches = (ofClass: object) => ownReactionDefinition(ofClass) !== undefined;
    const found = providedInstances(this.discovery, { kind: 'reaction', matches });
    for (const reaction of found) this.reactions.register(reaction);
    this.consumers.add('reactions', () =>
      this.reactions.all().map((reaction) => reactionConsumer(reaction, handleReaction)),
    );
  }
}
