/** The addresses of what one's cohorts gave. */
export const assignmentHref = (assignmentId: string): string => `/practice/assignments/${assignmentId}`;
export const itemHref = (assignmentId: string, place: number): string => `${assignmentHref(assignmentId)}/${place}`;
export const examHref = (assignmentId: string): string => `${assignmentHref(assignmentId)}/exam`;
