import { ChoiceField } from "@/app/_ui/choice-field";
import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import { getTranslations } from "@/lib/http/locale";
import { addEmailAddressAction, addPhoneNumberAction } from "./actions";

/** The form that adds an email address, with a choice of verification methods. */
export async function AddEmailAddress() {
  const t = await getTranslations("account");
  const methods = [
    { value: "code", label: t("emailAddresses.byCode") },
    { value: "link", label: t("emailAddresses.byLink") },
  ];
  return (
    <div className="mt-6 max-w-[24rem]">
      <Form
        action={addEmailAddressAction}
        submit={t("emailAddresses.submit")}
        pending={t("identifiers.pending")}
      >
        <Field
          name="emailAddress"
          label={t("emailAddresses.label")}
          type="email"
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
        />
        <ChoiceField name="method" legend={t("emailAddresses.method")} options={methods} initial="code" />
      </Form>
    </div>
  );
}

/** The form that adds a phone number. */
export async function AddPhoneNumber() {
  const t = await getTranslations("account");
  return (
    <div className="mt-6 max-w-[24rem]">
      <Form
        action={addPhoneNumberAction}
        submit={t("phoneNumbers.submit")}
        pending={t("identifiers.pending")}
      >
        <Field name="phoneNumber" label={t("phoneNumbers.label")} type="tel" autoComplete="tel" />
      </Form>
    </div>
  );
}
