/** Limits that the browser and the border both know. */

/** The longest text that is typed into a blank. */
export const BLANK_TEXT_MAX = 80;
/** The longest text that is typed into a cell. */
export const CELL_TEXT_MAX = 120;
/** Hints of one exercise. */
export const HINTS_MAX = 3;
/** The longest answer in one's own words. */
export const FREE_TEXT_MAX = 2000;
/** The most parts of a figure that are chosen at once. */
export const PARTS_MAX = 12;
/** The most boxes of a drawing. Every simple path may be weighed, so it must stay small. */
export const BOXES_MAX = 14;
/** The most lines of a drawing. */
export const LINES_MAX = 40;
/** The most columns, and the most rows, of a sheet to draw on. */
export const SHEET_MAX = 8;
/** The longest name that a learner gives to a box. */
export const BOX_NAME_MAX = 24;
