import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import { FormId } from "@/app/_ui/form-id";
import { getTranslations } from "@/lib/http/locale";
import { createForTaskAction } from "./actions";

/** The form that creates an organization to complete the task. */
export async function CreateForTask({ redirectUrl }: { redirectUrl: string }) {
  const t = await getTranslations("organizations.task.create");
  return (
    <Form action={createForTaskAction} submit={t("submit")} pending={t("pending")}>
      <input type="hidden" name="redirect_url" value={redirectUrl} />
      <FormId />
      <Field name="name" label={t("name")} type="text" autoComplete="organization" />
    </Form>
  );
}
