import { z } from "zod";
import { ORGANIZATION_ROLES } from "@/lib/flows/organizations/roles";

/** Six digits, however they were typed or pasted. */
export const codeField = z
  .string()
  .transform((typed) => typed.normalize("NFKC").replace(/[\s-]/g, ""))
  .pipe(z.string().regex(/^\d{6}$/))
  .describe("Six digits.");

/** The id of an attempt. */
export const attemptField = z.uuid();

/** A backup code, however it was typed. */
export const backupCodeField = z.string().trim().min(1).max(64);

/** The id of an organization, of one of its members, or of an invitation. */
export const idField = z.uuid();

/** What somebody may be in an organization. */
export const organizationRoleField = z.enum(ORGANIZATION_ROLES);

/** A word to type before something goes for good, so that nobody does it by a slip of the hand. */
export const deleteField = z
  .string()
  .refine((typed) => typed.trim().toLowerCase() === "delete", { error: "Please type the word “delete”." });
