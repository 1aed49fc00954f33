import { decideSaga } from '../../decide-saga.js';
import type { Decide } from '../kept-saga.js';

/** Takes back what somebody is sending at that moment, when it turns round or is ended. */
export const cancelsWhatIsSent: Decide = (of, input, now) => {
  const open = of.held?.open.map((step) => ({ ...step, claimedBy: undefined })) ?? [];
  return decideSaga({ ...of, held: of.held && { ...of.held, open } }, input, now);
};
