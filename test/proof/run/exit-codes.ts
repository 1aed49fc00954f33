/** By which a program is known to have been told what it does not understand. */
export const misunderstood = 64;
/** The same of a program that has failed itself, so that nothing is known. */
export const failed = 70;
