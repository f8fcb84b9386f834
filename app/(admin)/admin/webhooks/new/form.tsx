"use client";

import { useActionState } from "react";
import { useTexts } from "@/app/_ui/client-texts";
import { HeldForm } from "@/app/_ui/form";
import { emptyFormState } from "@/lib/web/form-state";
import { addEndpointAction } from "../actions";
import { EndpointFields } from "../endpoint-form-fields";
import { Secret } from "../secret";

/** The form of a new endpoint, and after it its secret. */
export function AddEndpoint({ types }: { types: string[] }) {
  const texts = useTexts("endpointForm");
  const [state, action, isPending] = useActionState(addEndpointAction, emptyFormState);
  if (state.secret !== undefined)
    return (
      <div className="space-y-6">
        <Secret secret={state.secret} />
        <a href="/admin/webhooks" className="button button-primary">
          {texts.secretSaved}
        </a>
      </div>
    );
  return (
    <HeldForm state={state} action={action} isPending={isPending} submit={texts.add} pending={texts.adding}>
      <EndpointFields types={types} />
    </HeldForm>
  );
}
