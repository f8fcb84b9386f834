"use client";

import { ChoiceField } from "@/app/_ui/choice-field";
import { Form } from "@/app/_ui/form";
import { confirmLinkAction } from "./actions";

/** The button that confirms; away from the browser that asked, with the number shown there to choose. */
export function ConfirmForm({ token, numbers }: { token: string; numbers: number[] | null }) {
  return (
    <Form action={confirmLinkAction} submit="Confirm" pending="Confirming…">
      <input type="hidden" name="token" value={token} />
      {numbers && (
        <ChoiceField
          name="number"
          legend="Which number do you see where you asked for this?"
          options={numbers.map((number) => ({ value: String(number), label: String(number) }))}
        />
      )}
    </Form>
  );
}
