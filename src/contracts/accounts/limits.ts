/** Limits that both sides know. Apart from the shapes, so that a form can say them without carrying zod. */
export const EMAIL_LENGTH_MAX = 254;
export const PASSWORD_LENGTH_MIN = 10;
export const PASSWORD_LENGTH_MAX = 200;
export const NAME_LENGTH_MAX = 80;

export const ROLLOVER_HOUR_MAX = 23;
export const NEW_PER_DAY_MAX = 100;
/** Share of cards that are still remembered when they come back. */
export const RETENTION_MIN = 0.7;
export const RETENTION_MAX = 0.97;
