/** "1" while an instructor hides names; sent with the pages below /teach only. */
export const HIDE_NAMES_COOKIE = "quorum-hide-names";
