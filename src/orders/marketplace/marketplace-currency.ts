/** The orders are those of a Brazilian marketplace and have no column for it: reais, in hundredths. */
export const marketplaceCurrency = 'BRL';
