/** Limits that the browser and the border both know. */

/** The longest text that is typed into a blank. */
export const BLANK_TEXT_MAX = 80;
/** The longest text that is typed into a cell. */
export const CELL_TEXT_MAX = 120;
/** The longest answer in one's own words. */
export const FREE_TEXT_MAX = 2000;
