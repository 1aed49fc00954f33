import type { DiscoveryService } from '@nestjs/core';
import { type CommandClass, CommandClasses } from '../sagas/running/command-classes.js';

/** What `@CommandHandler` puts on a class: which commands it takes. Its name is not exported; the value is in use since the first release. */
const handledBy = '__commandHandler__';

/**
 * The classes of commands for which a provider of the application is a `@CommandHandler`.
 *
 * @throws DuplicateCommandType
 */
export function handledCommands(discovery: DiscoveryService): CommandClasses {
  const classes = new CommandClasses();
  for (const { metatype } of discovery.getProviders()) {
    if (typeof metatype !== 'function') continue;
    const handled: unknown = Reflect.getOwnMetadata(handledBy, metatype);
    if (typeof handled === 'function') classes.add(handled as CommandClass);
  }
  return classes;
}
