import { createTestDatabase } from '@daybook/testing';
import { operatingScenarios } from './example/operating.scenarios.js';

operatingScenarios('on PostgreSQL', async () => {
  const database = await createTestDatabase();
  return { url: database.applicationUrl, drop: () => database.drop() };
});
