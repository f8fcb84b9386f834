import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import type { OrganizationRole } from "@/lib/flows/organizations/roles";
import { getTranslations } from "@/lib/http/locale";
import { roleOptions } from "@/lib/http/organizations/pages";
import { inviteAction } from "./actions";
import { SelectField } from "./select-field";

type InviteProps = { organizationId: string; roles: OrganizationRole[] };

/** The form that invites a user, with a role. */
export async function Invite({ organizationId, roles }: InviteProps) {
  const t = await getTranslations("organizations.invite");
  return (
    <div className="mt-6 max-w-[24rem]">
      <Form action={inviteAction} submit={t("submit")} pending={t("pending")}>
        <input type="hidden" name="organization" value={organizationId} />
        <Field
          name="emailAddress"
          label={t("emailAddress")}
          type="email"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
        <SelectField name="role" label={t("role")} options={await roleOptions(roles)} initial="member" />
      </Form>
    </div>
  );
}
