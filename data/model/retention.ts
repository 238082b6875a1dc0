/** Whoever was neither seen nor delivered to for so long is forgotten; the privacy page promises it with this number. */
export const FORGOTTEN_AFTER_MONTHS = 12;
