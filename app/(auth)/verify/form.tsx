"use client";

import { ChoiceField } from "@/app/_ui/choice-field";
import { useTexts } from "@/app/_ui/client-texts";
import { Form } from "@/app/_ui/form";
import { confirmLinkAction } from "./actions";

/** The button that confirms; away from the browser that asked, with the number shown there to choose. */
export function ConfirmForm({ token, numbers }: { token: string; numbers: number[] | null }) {
  const texts = useTexts("confirmLinkForm");
  return (
    <Form action={confirmLinkAction} submit={texts.submit} pending={texts.pending}>
      <input type="hidden" name="token" value={token} />
      {numbers && (
        <ChoiceField
          name="number"
          legend={texts.number}
          options={numbers.map((number) => ({ value: String(number), label: String(number) }))}
        />
      )}
    </Form>
  );
}
