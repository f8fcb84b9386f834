import { expectTypeOf, test } from "vitest";
import type { z } from "zod";
import type {
  InvitationJSON,
  MemberJSON,
  OrganizationJSON,
  OrganizationRole,
  ReceivedInvitationJSON,
} from "@/lib/client/types";
import type { ORGANIZATION_ENDPOINTS } from "./endpoints";
import type { organizationRoleField } from "./resources";

/** The response of the server to a call. */
type Answer<Name extends keyof typeof ORGANIZATION_ENDPOINTS> = z.output<
  (typeof ORGANIZATION_ENDPOINTS)[Name]["answer"]
>;

test("the types of the client match the responses about organizations", () => {
  expectTypeOf<z.output<typeof organizationRoleField>>().toEqualTypeOf<OrganizationRole>();
  expectTypeOf<Answer<"GET /organizations">>().toExtend<{ data: OrganizationJSON[] }>();
  expectTypeOf<Answer<"POST /organizations">>().toExtend<OrganizationJSON>();
  expectTypeOf<Answer<"GET /organizations/{id}">>().toExtend<Pick<OrganizationJSON, "id" | "name">>();
  expectTypeOf<Answer<"GET /organizations/{id}/members">>().toExtend<{ data: MemberJSON[] }>();
  expectTypeOf<Answer<"POST /organizations/{id}/invitations">>().toExtend<InvitationJSON>();
  expectTypeOf<Answer<"GET /organizations/invitations">>().toExtend<{ data: ReceivedInvitationJSON[] }>();
});
