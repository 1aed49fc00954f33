import 'reflect-metadata';

import { runDaybookCli } from '@daybook/console';

import { AppModule } from './app.module.js';
import { applicationRole, openDatabaseFor } from './harbour-database.js';
import type { OpenDatabase } from './open-database.js';

let database: OpenDatabase | undefined;
process.once('exit', () => database?.closeNow());

await runDaybookCli(
  async (command) => {
    if (command.needsDatabase) database = await openDatabaseFor(command);
    return AppModule.on((command.changesSchema ? database?.ownerUrl : database?.url) ?? '');
  },
  { applicationRole: applicationRole() },
);
await database?.close();
