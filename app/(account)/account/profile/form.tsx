import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import { getTranslations } from "@/lib/http/locale";
import { updateProfileAction } from "./actions";

/** The form for the user's name. */
export async function ProfileForm({ name }: { name: string | null }) {
  const t = await getTranslations("account.profile");
  return (
    <div className="max-w-[24rem]">
      <Form action={updateProfileAction} submit={t("submit")} pending={t("pending")} at="/account#profile">
        <Field
          name="name"
          label={t("label")}
          type="text"
          autoComplete="name"
          dir="auto"
          hint={t("hint")}
          initial={name ?? ""}
        />
      </Form>
    </div>
  );
}
