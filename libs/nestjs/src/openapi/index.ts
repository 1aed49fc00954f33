// Documents what a route refuses. A door of its own, because @nestjs/swagger is needed by those alone who use it.
export { ApiProblems, type ProblemDescriptions } from './api-problems.decorator.js';
