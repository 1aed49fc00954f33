import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { CommandBus, type ICommand } from '@nestjs/cqrs';
import { runCommand } from './run-command.js';

type Execute = (this: CommandBus, command: ICommand, ...rest: unknown[]) => Promise<unknown>;

const hooked = new WeakSet<CommandBus>();

/**
 * Lets every command of the application's buses run as part of its message. Handlers, publishers and what else an
 * application has on its bus stay as they are; what a test has put in the place of a bus is left alone.
 */
@Injectable()
export class CommandBusHook implements OnModuleInit {
  constructor(private readonly modules: ModulesContainer) {}

  onModuleInit(): void {
    for (const { providers } of this.modules.values()) {
      for (const [token, wrapper] of providers) {
        if (token !== CommandBus && !isBusClass(wrapper.metatype)) continue;
        if (isBus(wrapper.instance) && !hooked.has(wrapper.instance)) hook(wrapper.instance);
      }
    }
  }
}

// By the class, because some instances (proxies for one request) may not be looked at outside of theirs.
function isBusClass(metatype: unknown): boolean {
  return typeof metatype === 'function' && metatype.prototype instanceof CommandBus;
}

function isBus(instance: unknown): instance is CommandBus {
  return instance instanceof CommandBus;
}

function hook(bus: CommandBus): void {
  hooked.add(bus);
  // What the application has put on the bus itself is wrapped. Otherwise it is as with a subclass, so that whoever spies
  // on the bus, or patches its class later, meets what he expects.
  const isOwn = Object.hasOwn(bus, 'execute');
  const above = (isOwn ? { ...bus } : Object.getPrototypeOf(bus)) as { readonly execute: Execute };
  const place: object = isOwn ? bus : (Object.create(above) as object);
  const execute: Execute = function (command, ...rest) {
    return runCommand(command, () => above.execute.call(this, command, ...rest));
  };
  Object.defineProperty(place, 'execute', { value: execute, writable: true, configurable: true });
  if (!isOwn) Object.setPrototypeOf(bus, place);
}
