// What a reload would lose. Each part of the page that holds such a thing says so.
const checks: (() => boolean)[] = [];

/** Has the page ask `check` before it reloads itself. */
export const losable = (check: () => boolean): void => void checks.push(check);

/** Whether a reload would lose what the visitor typed or chose, or what came of it. */
export const wouldLose = (): boolean => checks.some((check) => check());
