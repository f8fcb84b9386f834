"use client";

import { useActionState } from "react";
import { Form, HeldForm } from "@/app/_ui/form";
import { emptyFormState } from "@/lib/web/form-state";
import { rotateSecretAction, updateEndpointAction } from "../actions";
import { EndpointFields } from "../endpoint-form-fields";
import { Secret } from "../secret";

type EndpointProps = { endpointId: string };

/** Changes where events go, or which. */
export function UpdateEndpoint({
  endpointId,
  types,
  initial,
}: EndpointProps & { types: string[]; initial: { url: string; events: string[] } }) {
  return (
    <Form
      action={updateEndpointAction}
      submit="Save"
      pending="Saving…"
      at={`/admin/webhooks/${endpointId}#settings`}
    >
      <input type="hidden" name="endpoint" value={endpointId} />
      <EndpointFields types={types} initial={initial} />
    </Form>
  );
}

/** Gives the endpoint a new secret, and shows it. */
export function RotateSecret({ endpointId }: EndpointProps) {
  const at = `/admin/webhooks/${endpointId}#secret`;
  const [state, action, isPending] = useActionState(rotateSecretAction, emptyFormState, at);
  return (
    <div className="space-y-5">
      {state.secret !== undefined && <Secret secret={state.secret} />}
      <HeldForm
        state={state}
        action={action}
        isPending={isPending}
        submit="Make a new secret"
        pending="Making one…"
      >
        <input type="hidden" name="endpoint" value={endpointId} />
      </HeldForm>
    </div>
  );
}
