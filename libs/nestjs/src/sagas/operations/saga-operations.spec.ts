import { operatingScenarios } from './example/operating.scenarios.js';

operatingScenarios('in memory', async () => ({ url: undefined, drop: async () => undefined }));
