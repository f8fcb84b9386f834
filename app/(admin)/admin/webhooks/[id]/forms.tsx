"use client";

import { useActionState } from "react";
import { useClientMessages } from "@/app/_ui/client-messages";
import { ControlledForm, Form } from "@/app/_ui/form";
import { emptyFormState } from "@/lib/http/form-state";
import { rotateSecretAction, updateEndpointAction } from "../actions";
import { EndpointFields } from "../endpoint-form-fields";
import { Secret } from "../secret";

type EndpointProps = { endpointId: string };

/** The form that changes the URL and the events of an endpoint. */
export function UpdateEndpoint({
  endpointId,
  types,
  initial,
}: EndpointProps & { types: string[]; initial: { url: string; events: string[] } }) {
  const texts = useClientMessages("endpointForm");
  return (
    <Form
      action={updateEndpointAction}
      submit={texts.save}
      pending={texts.saving}
      at={`/admin/webhooks/${endpointId}#settings`}
    >
      <input type="hidden" name="endpoint" value={endpointId} />
      <EndpointFields types={types} initial={initial} />
    </Form>
  );
}

/** Replaces the secret of an endpoint and shows the new one. */
export function RotateSecret({ endpointId }: EndpointProps) {
  const texts = useClientMessages("endpointForm");
  const at = `/admin/webhooks/${endpointId}#secret`;
  const [state, action, isPending] = useActionState(rotateSecretAction, emptyFormState, at);
  return (
    <div className="space-y-5">
      {state.secret !== undefined && <Secret secret={state.secret} />}
      <ControlledForm
        state={state}
        action={action}
        isPending={isPending}
        submit={texts.newSecret}
        pending={texts.makingSecret}
      >
        <input type="hidden" name="endpoint" value={endpointId} />
      </ControlledForm>
    </div>
  );
}
