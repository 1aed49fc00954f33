import 'reflect-metadata';
import { configureHttp } from '@daybook/nestjs';
import { NestFactory } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { AppModule } from './app.module';
import { tellAll } from './whole-story';

async function main(): Promise<void> {
  const app = await NestFactory.create(AppModule.on(process.env.DATABASE_URL ?? ''), { logger: ['error', 'warn'] });
  configureHttp(app);
  const document = SwaggerModule.createDocument(app, new DocumentBuilder().build());
  await app.listen(0, '127.0.0.1');
  const schemas = Object.keys(document.components?.schemas ?? {}).sort();
  console.log(JSON.stringify({ ...(await tellAll(app, await app.getUrl())), schemas }));
  await app.close();
}

void main();
