/** The statements are those of a Czech bank and have no column for it: crowns, in hundredths. */
export const statementCurrency = 'CZK';
