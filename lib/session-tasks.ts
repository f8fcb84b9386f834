/** What the tasks follow from. */
export type TaskFacts = {
  user: { name: string | null; isAdmin: boolean; passwordCompromised: boolean; hasSecondFactor: boolean };
  session: { hasOrganization: boolean };
  settings: { requireOrganization: boolean; requireMfa: boolean };
};

/** Something a session has to do before it is active, and when it is left to do. */
type Task = { key: string; isLeft: (facts: TaskFacts) => boolean };

/** Every task, in the order in which they are done. One of one's own is one entry here, and its page. */
const TASKS = [
  { key: "reset-password", isLeft: ({ user }) => user.passwordCompromised },
  {
    key: "choose-organization",
    isLeft: ({ session, settings }) => settings.requireOrganization && !session.hasOrganization,
  },
  { key: "setup-mfa", isLeft: ({ user, settings }) => settings.requireMfa && !user.hasSecondFactor },
] as const satisfies Task[];

/** The name of a task, as pages and settings know it. */
export type TaskKey = (typeof TASKS)[number]["key"];

/** The names of all tasks, in their order. */
export const TASK_KEYS: readonly TaskKey[] = TASKS.map(({ key }) => key);

/**
 * The tasks a session has left, in order; the first is its current one. Derived, never stored: a user or a setting that
 * changes shows in every live session at once.
 */
export function tasksFor(facts: TaskFacts): TaskKey[] {
  return TASKS.filter(({ isLeft }) => isLeft(facts)).map(({ key }) => key);
}
