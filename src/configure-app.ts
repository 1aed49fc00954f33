import { configureHttp, type HttpOptions } from '@daybook/nestjs';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { actorHeader, actorOf } from './actor-of.js';

/** What Harbour says to the HTTP kit. */
export const httpOptions: HttpOptions = {
  bodyLimit: 256 * 1024,
  actor: actorOf,
};

/** Everything that stands in front of Harbour's controllers; the same when it runs and when it is tested. */
export function configureApp(app: INestApplication): void {
  configureHttp(app, httpOptions);
  const api = new DocumentBuilder()
    .setTitle('Harbour')
    .setDescription('A marketplace with its own bank. Errors are problem details (RFC 9457); decide by their `code`.')
    .setVersion('0.1.0')
    .addGlobalParameters({
      name: actorHeader,
      in: 'header',
      required: false,
      description: 'Who sends the request, as the gateway in front of Harbour knows it: goes with every event',
      schema: { type: 'string', maxLength: 255, example: 'alice' },
    })
    .build();
  SwaggerModule.setup('docs', app, () => SwaggerModule.createDocument(app, api));
}
