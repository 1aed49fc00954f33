import { MessageContext } from '@daybook/nestjs';
import type { CommandBus } from '@nestjs/cqrs';
import { setTimeout as pause } from 'node:timers/promises';
import type { WrongBuild } from './wrong-build.js';

/** Who sends a step once more because its answer was lost, or whoever sent it, has it take effect once more. */
export const keylessSteps: WrongBuild = {
  name: 'keyless-steps',
  does: 'sends the commands of sagas without the keys of their steps, and hears a second later that they were carried out',
  breaks: ['step-twice'],
  bus: forgetKeysOfSteps,
  under: ['kill-server', 'kill-process'],
};

function forgetKeysOfSteps(bus: CommandBus): void {
  const execute: (command: object) => Promise<unknown> = bus.execute.bind(bus);
  const keyless = async (command: object): Promise<unknown> => {
    if (MessageContext.current?.metadata.actor?.startsWith('saga:') !== true) return execute(command);
    const answer = await MessageContext.run({}, () => execute(command));
    await pause(1_000);
    return answer;
  };
  Object.defineProperty(bus, 'execute', { value: keyless, configurable: true, writable: true, enumerable: true });
}
