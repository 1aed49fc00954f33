import { overTimeScenarios } from './example/over-time.scenarios.js';

overTimeScenarios('in memory', async () => ({ url: undefined, drop: async () => undefined }));
