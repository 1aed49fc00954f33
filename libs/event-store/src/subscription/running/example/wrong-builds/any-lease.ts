import { otherwise } from '../otherwise.js';
import { ProcessSegments as Right } from '../../process-segments.js';

/** Begins with each lease that it is given, whatever has become of the history in which it was. */
export class ProcessSegments extends Right {
  constructor(...[id, consumers, process, hurry]: ConstructorParameters<typeof Right>) {
    super(id, consumers, otherwise(process, { historyChanged: () => false }), hurry);
  }
}
