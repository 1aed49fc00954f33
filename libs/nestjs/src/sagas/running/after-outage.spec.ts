import { afterOutageScenarios } from './example/after-outage.scenarios.js';

afterOutageScenarios('in memory', async () => ({ url: undefined, drop: async () => undefined }));
