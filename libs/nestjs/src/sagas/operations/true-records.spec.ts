import { trueRecordsScenarios } from './example/true-records.scenarios.js';

trueRecordsScenarios('in memory', async () => ({ url: undefined, drop: async () => undefined }));
