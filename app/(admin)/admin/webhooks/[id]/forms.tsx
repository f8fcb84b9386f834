"use client";

import { useActionState } from "react";
import { useTexts } from "@/app/_ui/client-texts";
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
  const texts = useTexts("endpointForm");
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

/** Gives the endpoint a new secret, and shows it. */
export function RotateSecret({ endpointId }: EndpointProps) {
  const texts = useTexts("endpointForm");
  const at = `/admin/webhooks/${endpointId}#secret`;
  const [state, action, isPending] = useActionState(rotateSecretAction, emptyFormState, at);
  return (
    <div className="space-y-5">
      {state.secret !== undefined && <Secret secret={state.secret} />}
      <HeldForm
        state={state}
        action={action}
        isPending={isPending}
        submit={texts.newSecret}
        pending={texts.makingSecret}
      >
        <input type="hidden" name="endpoint" value={endpointId} />
      </HeldForm>
    </div>
  );
}
