import fc from "fast-check";
import { expect } from "vitest";
import { config } from "@/lib/config";
import { database } from "@/lib/db/client";
import {
  type Model,
  type ModelFeature,
  type Real,
  replace,
  step,
  tasksAt,
  type Which,
} from "../../testing/session-model";
import { type OrganizationChoice, resolveChooseOrganization } from "../choose-organization";

const TASK = "choose-organization";

async function organizationIdsOf({ person }: Real): Promise<string[]> {
  const db = await database();
  const memberships = await db.membership.findMany({ where: { userId: person.id } });
  return memberships.map(({ organizationId }) => organizationId);
}

/** Resolves the organization task, which rotates the session's token and otherwise changes only the organization. */
async function choose(model: Model, real: Real, at: Which, choice: OrganizationChoice, isPossible: boolean) {
  const browser = model.browsers[at];
  const result = await resolveChooseOrganization(choice, real.browsers[at].caller);
  expect(result.ok).toBe(tasksAt(model, browser)?.[0] === TASK && isPossible);
  if (!result.ok) return;
  model.done.add(TASK);
  const { done = [], secondFactor = "none" } = browser.session ?? {};
  replace(real, model, at, result.session.token, {
    isValid: true,
    done: new Set([...done, TASK]),
    secondFactor,
  });
}

const creates = (at: Which) =>
  step(`create organization(${at})`, (model, real) =>
    choose(model, real, at, { by: "creation", name: "Acme" }, true),
  );

const picks = (at: Which) =>
  step(`pick organization(${at})`, async (model, real) => {
    const [organizationId = real.person.id] = await organizationIdsOf(real);
    await choose(model, real, at, { by: "membership", organizationId }, model.done.has(TASK));
  });

const isRemoved = step("removed from organizations", async (model, real) => {
  const db = await database();
  await db.membership.deleteMany({ where: { userId: real.person.id } });
  model.done.delete(TASK);
  for (const session of real.tokens.values()) session.done.delete(TASK);
});

const which = fc.constantFrom<Which>(0, 1);

/** The organization of a session, in the model of sessions. */
export const ORGANIZATION_MODEL: ModelFeature = {
  task: TASK,
  turnOn: () => {
    config().tasks.required[TASK] = true;
  },
  complete: creates,
  steps: [which.map(creates), which.map(picks), fc.constant(isRemoved)],
  check: async (session, real) => expect(await organizationIdsOf(real)).toContain(session.organization?.id),
};
