// Documents what a route takes, answers and refuses. A door of its own, because @nestjs/swagger is needed by those alone
// who use it.
export { ApiCommand, type ApiCommandOptions } from './api-command.decorator.js';
export { ApiProblems, type ProblemDescriptions } from './api-problems.decorator.js';
export { ApiQuestion, type ApiQuestionOptions } from './api-question.decorator.js';

// The fields by which a route speaks of time: when something happened, and as of when it is asked.
export { HappenedAt } from './happened-at.decorator.js';
export { PointInTimeParameters } from './point-in-time.parameters.js';
