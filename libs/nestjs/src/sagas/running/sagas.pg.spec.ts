import { createTestDatabase } from '@daybook/testing';
import { historyScenarios } from './example/history.scenarios.js';
import { runningScenarios } from './example/running.scenarios.js';

const place = async () => {
  const database = await createTestDatabase();
  return { url: database.applicationUrl, drop: () => database.drop() };
};

runningScenarios('on PostgreSQL', place);
historyScenarios('on PostgreSQL', place);
