/** Who takes an order through its life after it was submitted: Harbour, or somebody who only tells Harbour of it. */
export const fulfilmentPlaces = ['here', 'elsewhere'] as const;
export type FulfilmentPlace = (typeof fulfilmentPlaces)[number];
