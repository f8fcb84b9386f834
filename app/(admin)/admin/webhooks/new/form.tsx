"use client";

import { type ReactNode, useActionState } from "react";
import { useClientMessages } from "@/app/_ui/client-messages";
import { ControlledForm } from "@/app/_ui/form";
import { emptyFormState } from "@/lib/http/form-state";
import { addEndpointAction } from "../actions";
import { EndpointFields } from "../endpoint-form-fields";
import { Secret } from "../secret";

/**
 * The form that adds an endpoint and then shows its secret.
 *
 * @param children hidden fields
 */
export function AddEndpoint({ types, children }: { types: string[]; children: ReactNode }) {
  const texts = useClientMessages("endpointForm");
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
    <ControlledForm
      state={state}
      action={action}
      isPending={isPending}
      submit={texts.add}
      pending={texts.adding}
    >
      {children}
      <EndpointFields types={types} />
    </ControlledForm>
  );
}
