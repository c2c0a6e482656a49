/** Limits that the browser and the border both know. */

/** The longest text that is typed into a blank. */
export const BLANK_TEXT_MAX = 80;
/** The longest text that is typed into a cell. */
export const CELL_TEXT_MAX = 120;
/** Hints of one exercise. */
export const HINTS_MAX = 3;
/** The longest answer in one's own words. */
export const FREE_TEXT_MAX = 2000;
