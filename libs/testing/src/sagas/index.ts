/** A test of a saga without a database: what has happened, what happens now, what it asks for; with the clock in hand. */
export { givenSaga, type SagaOf } from './given-saga.js';
export type { SagaScenario } from './saga-scenario.js';
export type { TellOptions } from './told-event.js';
