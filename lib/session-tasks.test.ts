import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type RequiredTasks, TASK_KEYS, type TaskFacts, tasksFor } from "./session-tasks";

const facts = fc.record<TaskFacts>({
  user: fc.record({
    name: fc.option(fc.string()),
    isAdmin: fc.boolean(),
    passwordCompromised: fc.boolean(),
    passwordExpired: fc.boolean(),
    hasSecondFactor: fc.boolean(),
  }),
  session: fc.record({ hasOrganization: fc.boolean() }),
});
const required = fc
  .subarray([...TASK_KEYS])
  .map((keys): RequiredTasks => Object.fromEntries(keys.map((key) => [key, true])));

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
    };
    expect(tasksFor(nothing, {})).toEqual([]);
  });

  test.each([{ passwordCompromised: true }, { passwordExpired: true }])(
    "a new password is the first task, whatever the other tasks: %o",
    (reason) => {
      fc.assert(
        fc.property(facts, required, (given, settings) => {
          const tasks = tasksFor({ ...given, user: { ...given.user, ...reason } }, settings);
          expect(tasks[0]).toBe("reset-password");
        }),
      );
    },
  );

  test("an optional task is pending only if a setting requires it", () => {
    fc.assert(
      fc.property(facts, required, (given, settings) => {
        const user = { ...given.user, passwordCompromised: false, hasSecondFactor: false };
        const tasks = tasksFor({ ...given, user }, settings);
        expect(tasks.includes("setup-mfa")).toBe(settings["setup-mfa"] === true);
      }),
    );
  });

  test("tasks come in their order, each at most once", () => {
    fc.assert(
      fc.property(facts, required, (given, settings) => {
        const tasks = tasksFor(given, settings);
        expect(tasks).toEqual(TASK_KEYS.filter((key) => tasks.includes(key)));
      }),
    );
  });

  test("no setting makes a completed task pending", () => {
    fc.assert(
      fc.property(facts, required, (given, settings) => {
        const done = {
          ...given,
          user: { ...given.user, passwordCompromised: false, passwordExpired: false, hasSecondFactor: true },
          session: { hasOrganization: true },
        };
        expect(tasksFor(done, settings)).toEqual([]);
      }),
    );
  });
});
