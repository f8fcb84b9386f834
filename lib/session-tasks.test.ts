import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TASK_KEYS, type TaskFacts, tasksFor } from "./session-tasks";

const facts = fc.record<TaskFacts>({
  user: fc.record({
    name: fc.option(fc.string()),
    isAdmin: fc.boolean(),
    passwordCompromised: fc.boolean(),
    passwordExpired: fc.boolean(),
    hasSecondFactor: fc.boolean(),
  }),
  session: fc.record({ hasOrganization: fc.boolean() }),
  settings: fc.record({ requireOrganization: fc.boolean(), requireMfa: fc.boolean() }),
});

describe("tasksFor", () => {
  test("a user with nothing to do has no tasks", () => {
    const nothing: TaskFacts = {
      user: {
        name: null,
        isAdmin: false,
        passwordCompromised: false,
        passwordExpired: false,
        hasSecondFactor: false,
      },
      session: { hasOrganization: false },
      settings: { requireOrganization: false, requireMfa: false },
    };
    expect(tasksFor(nothing)).toEqual([]);
  });

  test.each([{ passwordCompromised: true }, { passwordExpired: true }])(
    "a new password is the first task, whatever the other tasks: %o",
    (reason) => {
      fc.assert(
        fc.property(facts, (given) => {
          const tasks = tasksFor({ ...given, user: { ...given.user, ...reason } });
          expect(tasks[0]).toBe("reset-password");
        }),
      );
    },
  );

  test("tasks come in their order, each at most once", () => {
    fc.assert(
      fc.property(facts, (given) => {
        const tasks = tasksFor(given);
        expect(tasks).toEqual(TASK_KEYS.filter((key) => tasks.includes(key)));
      }),
    );
  });

  test("no setting makes a completed task pending", () => {
    fc.assert(
      fc.property(facts, (given) => {
        const done = {
          ...given,
          user: { ...given.user, passwordCompromised: false, passwordExpired: false, hasSecondFactor: true },
          session: { hasOrganization: true },
        };
        expect(tasksFor(done)).toEqual([]);
      }),
    );
  });
});
