import { configureHttp } from '@daybook/nestjs';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** The largest body that Harbour reads, in bytes. */
export const bodyLimit = 256 * 1024;

/** Everything that stands in front of Harbour's controllers; the same when it runs and when it is tested. */
export function configureApp(app: INestApplication): void {
  configureHttp(app, { bodyLimit });
  const api = new DocumentBuilder()
    .setTitle('Harbour')
    .setDescription('A marketplace with its own bank. Errors are problem details (RFC 9457); decide by their `code`.')
    .setVersion('0.1.0')
    .build();
  SwaggerModule.setup('docs', app, () => SwaggerModule.createDocument(app, api));
}
