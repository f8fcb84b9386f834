import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canChangeRole, canInvite, canInviteAs, canRemove, ORGANIZATION_ROLES } from "./roles";

const role = fc.constantFrom(...ORGANIZATION_ROLES);
const RANK = { owner: 3, admin: 2, member: 1 };

describe("roles", () => {
  test("owners may do all to others", () => {
    fc.assert(
      fc.property(role, role, (from, to) => {
        expect(canInviteAs("owner", to)).toBe(true);
        expect(canRemove("owner", from)).toBe(true);
        expect(canChangeRole("owner", { from, to, isSelf: false })).toBe(true);
      }),
    );
  });

  test("nobody else invites, removes or changes at or above their own role, nor raises to it", () => {
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

  test("members do nothing to others", () => {
    fc.assert(
      fc.property(role, role, (from, to) => {
        expect(canInvite("member")).toBe(false);
        expect(canInviteAs("member", to)).toBe(false);
        expect(canRemove("member", from)).toBe(false);
        expect(canChangeRole("member", { from, to, isSelf: false })).toBe(false);
      }),
    );
  });

  test("nobody raises themselves, everybody may step down", () => {
    fc.assert(
      fc.property(role, role, (own, to) => {
        expect(canChangeRole(own, { from: own, to, isSelf: true })).toBe(RANK[to] <= RANK[own]);
      }),
    );
  });

  test("whoever may invite as something may invite", () => {
    fc.assert(
      fc.property(role, role, (actor, as) => {
        if (canInviteAs(actor, as)) expect(canInvite(actor)).toBe(true);
      }),
    );
  });
});
