import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client } from 'pg';

interface PostgresServer {
  start(): Promise<void>;
  stop(mode: 'immediate'): Promise<void>;
  signalStop(mode: 'immediate'): void;
  url(database?: string): string;
}
interface TestingKit {
  readonly PostgresServer: new (options: { folder: string; durable: boolean }) => PostgresServer;
}

/** A server for the projects' main files, by the packed testing kit of one of them. */
export class DatabaseServer {
  private constructor(private readonly server: PostgresServer) {}

  static async of(project: string, folder: string): Promise<DatabaseServer> {
    const kit = createRequire(join(project, 'package.json')).resolve('@daybook/testing/postgres');
    const { PostgresServer } = (await import(pathToFileURL(kit).href)) as TestingKit;
    const server = new PostgresServer({ folder, durable: false });
    await server.start();
    process.once('exit', () => server.signalStop('immediate'));
    return new DatabaseServer(server);
  }

  /** The address of a new database. */
  async createDatabase(name: string): Promise<string> {
    const client = new Client({ connectionString: this.server.url() });
    await client.connect();
    await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
    await client.end();
    return this.server.url(name);
  }

  stop(): Promise<void> {
    return this.server.stop('immediate');
  }
}
