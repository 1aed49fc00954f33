import 'reflect-metadata';
import { runDaybookCli } from '@daybook/console';
import { AppModule } from './app.module';

void runDaybookCli(AppModule.on(process.env.DATABASE_URL ?? ''));
