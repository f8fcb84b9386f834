import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import { FormId } from "@/app/_ui/form-id";
import { getTranslations } from "@/lib/http/locale";
import { createOrganizationAction } from "./actions";

/** The form that creates an organization. */
export async function CreateOrganization() {
  const t = await getTranslations("organizations.create");
  return (
    <div className="mt-6 max-w-[24rem]">
      <Form action={createOrganizationAction} submit={t("submit")} pending={t("pending")}>
        <FormId />
        <Field name="name" label={t("label")} type="text" autoComplete="organization" />
      </Form>
    </div>
  );
}
