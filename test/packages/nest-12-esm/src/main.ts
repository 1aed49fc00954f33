import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { tellAll } from './parcels/whole-story.js';

async function main(): Promise<void> {
  const url = process.env['DATABASE_URL'] || undefined;
  const app = await NestFactory.createApplicationContext(AppModule.on(url), { logger: ['error', 'warn'] });
  console.log(JSON.stringify(await tellAll(app)));
  await app.close();
}

void main();
