import 'reflect-metadata';
import { expect, test } from '@jest/globals';
import { HealthCheckService, HealthIndicatorService, TerminusModule } from '@nestjs/terminus';
import { Test } from '@nestjs/testing';
import { DaybookModule } from '../module/daybook.module.js';
import { DaybookHealth } from './daybook-health.js';

test('Readiness stands in an indicator of @nestjs/terminus', async () => {
  const imports = [TerminusModule.forRoot({ logger: false }), DaybookModule.forRoot({ store: 'memory' })];
  const app = await Test.createTestingModule({ imports }).compile();
  await app.init();
  const daybook = app.get(DaybookHealth);
  const indicator = app.get(HealthIndicatorService, { strict: false });
  const check = () =>
    app.get(HealthCheckService, { strict: false }).check([
      async () => {
        const { status, reasons, details } = await daybook.ready();
        const session = indicator.check('daybook');
        return status === 'up' ? session.up({ ...details }) : session.down({ reasons });
      },
    ]);
  expect(await check()).toMatchObject({ status: 'ok', details: { daybook: { status: 'up', head: 0 } } });
  daybook.beginShutdown();
  await expect(check()).rejects.toMatchObject({
    status: 503,
    response: { details: { daybook: { status: 'down', reasons: [{ code: 'shutting-down' }] } } },
  });
  await app.close();
});
