/** What a session may still have to do before it is active, in the order in which it is done. */
export const TASK_KEYS = ["reset-password", "choose-organization", "setup-mfa"] as const;

export type TaskKey = (typeof TASK_KEYS)[number];

/** What the tasks follow from. */
export type TaskFacts = {
  user: { passwordCompromised: boolean; hasSecondFactor: boolean };
  session: { hasOrganization: boolean };
  settings: { requireOrganization: boolean; requireMfa: boolean };
};

/** Whether each task is left to do. Adding a task is one entry here, one in `TASK_KEYS`, and its page. */
const isLeft: Record<TaskKey, (facts: TaskFacts) => boolean> = {
  "reset-password": ({ user }) => user.passwordCompromised,
  "choose-organization": ({ session, settings }) => settings.requireOrganization && !session.hasOrganization,
  "setup-mfa": ({ user, settings }) => settings.requireMfa && !user.hasSecondFactor,
};

/**
 * The tasks a session has left, in order; the first is its current one. Derived, never stored: a user or a setting that
 * changes shows in every live session at once.
 */
export function tasksFor(facts: TaskFacts): TaskKey[] {
  return TASK_KEYS.filter((key) => isLeft[key](facts));
}
