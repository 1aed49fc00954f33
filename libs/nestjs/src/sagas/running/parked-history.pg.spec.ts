import { createTestDatabase } from '@daybook/testing';
import { parkedHistoryScenarios } from './example/parked-history.scenarios.js';

parkedHistoryScenarios('on PostgreSQL', async () => {
  const database = await createTestDatabase();
  return { url: database.applicationUrl, drop: () => database.drop() };
});
