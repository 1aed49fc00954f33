import { createTestDatabase } from '@daybook/testing';
import { afterOutageScenarios } from './example/after-outage.scenarios.js';

afterOutageScenarios('on PostgreSQL', async () => {
  const database = await createTestDatabase();
  return { url: database.applicationUrl, drop: () => database.drop() };
});
