"use client";

import { useActionState } from "react";
import { HeldForm } from "@/app/_ui/form";
import { emptyFormState } from "@/lib/web/form-state";
import { addEndpointAction } from "../actions";
import { EndpointFields } from "../endpoint-form-fields";
import { Secret } from "../secret";

/** The form of a new endpoint, and after it its secret. */
export function AddEndpoint({ types }: { types: string[] }) {
  const [state, action, isPending] = useActionState(addEndpointAction, emptyFormState);
  if (state.secret !== undefined)
    return (
      <div className="space-y-6">
        <Secret secret={state.secret} />
        <a href="/admin/webhooks" className="button button-primary">
          I have saved it
        </a>
      </div>
    );
  return (
    <HeldForm state={state} action={action} isPending={isPending} submit="Add endpoint" pending="Adding…">
      <EndpointFields types={types} />
    </HeldForm>
  );
}
