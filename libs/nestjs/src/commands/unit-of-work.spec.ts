import 'reflect-metadata';
import { expect, test } from '@jest/globals';
import { Test } from '@nestjs/testing';
import { DaybookModule } from '../module/daybook.module.js';
import { UnitOfWork } from './unit-of-work.js';

test('With a store in memory there is no unit of work, and it says what there is instead', async () => {
  const app = await Test.createTestingModule({ imports: [DaybookModule.forRoot({ store: 'memory' })] }).compile();
  await app.init();
  let begun = false;
  const failing = app.get(UnitOfWork).run(async () => {
    begun = true;
  });
  await expect(failing).rejects.toMatchObject({
    code: 'unit-of-work-unavailable',
    storeName: 'MemoryEventStore',
    message: expect.stringMatching(/MemoryEventStore.*store: 'postgres'.*appendAll/),
  });
  expect(begun).toBe(false);
  await app.close();
});
