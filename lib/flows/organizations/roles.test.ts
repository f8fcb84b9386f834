import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canChangeRole, canInvite, canInviteAs, canRemove, ORGANIZATION_ROLES } from "./roles";

const role = fc.constantFrom(...ORGANIZATION_ROLES);
const RANK = { owner: 3, admin: 2, member: 1 };

describe("roles", () => {
  test("owners may do everything to other members", () => {
    fc.assert(
      fc.property(role, role, (from, to) => {
        expect(canInviteAs("owner", to)).toBe(true);
        expect(canRemove("owner", from)).toBe(true);
        expect(canChangeRole("owner", { from, to, isSelf: false })).toBe(true);
      }),
    );
  });

  test("admins and members cannot invite, remove or change a role at or above their own, or promote to it", () => {
    fc.assert(
      fc.property(fc.constantFrom("admin" as const, "member" as const), role, role, (actor, from, to) => {
        if (RANK[from] >= RANK[actor]) {
          expect(canInviteAs(actor, from)).toBe(false);
          expect(canRemove(actor, from)).toBe(false);
          expect(canChangeRole(actor, { from, to, isSelf: false })).toBe(false);
        }
        if (RANK[to] >= RANK[actor]) expect(canChangeRole(actor, { from, to, isSelf: false })).toBe(false);
      }),
    );
  });

  test("members cannot manage other members", () => {
    fc.assert(
      fc.property(role, role, (from, to) => {
        expect(canInvite("member")).toBe(false);
        expect(canInviteAs("member", to)).toBe(false);
        expect(canRemove("member", from)).toBe(false);
        expect(canChangeRole("member", { from, to, isSelf: false })).toBe(false);
      }),
    );
  });

  test("every member may lower their own role, but not raise it", () => {
    fc.assert(
      fc.property(role, role, (own, to) => {
        expect(canChangeRole(own, { from: own, to, isSelf: true })).toBe(RANK[to] <= RANK[own]);
      }),
    );
  });

  test("an actor who may invite to a role may invite", () => {
    fc.assert(
      fc.property(role, role, (actor, as) => {
        if (canInviteAs(actor, as)) expect(canInvite(actor)).toBe(true);
      }),
    );
  });
});
