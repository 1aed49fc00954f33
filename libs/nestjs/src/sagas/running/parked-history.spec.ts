import { parkedHistoryScenarios } from './example/parked-history.scenarios.js';

parkedHistoryScenarios('in memory', async () => ({ url: undefined, drop: async () => undefined }));
