import { createTestDatabase } from '@daybook/testing';
import { trueRecordsScenarios } from './example/true-records.scenarios.js';

trueRecordsScenarios('on PostgreSQL', async () => {
  const database = await createTestDatabase();
  return { url: database.applicationUrl, drop: () => database.drop() };
});
