"use client";

import { useClientMessages } from "@/app/_ui/client-messages";
import { Field, FieldError } from "@/app/_ui/field";
import { useField } from "@/app/_ui/form";

type EndpointFieldsProps = {
  /** Every event that an endpoint can subscribe to. */
  types: string[];
  /** The initial values. */
  initial?: { url: string; events: string[] };
};

/** The fields for the URL and the events of an endpoint. */
export function EndpointFields({ types, initial }: EndpointFieldsProps) {
  const texts = useClientMessages("endpointForm");
  const { error } = useField("events");
  return (
    <>
      <Field
        name="url"
        label={texts.url}
        type="url"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        placeholder="https://app.example.com/hooks"
        initial={initial?.url}
      />
      <fieldset aria-describedby="events-hint" data-field="events">
        <legend className="mb-1 font-medium">{texts.events}</legend>
        <p id="events-hint" className="mb-2 text-sm text-quiet">
          {texts.eventsHint}
        </p>
        {types.map((type) => (
          <EventBox key={type} type={type} initial={initial?.events.includes(type) ?? false} />
        ))}
        <FieldError name="events" error={error} />
      </fieldset>
    </>
  );
}

function EventBox({ type, initial }: { type: string; initial: boolean }) {
  const { value } = useField(type);
  return (
    <label className="flex min-h-11 items-center gap-3">
      <input
        type="checkbox"
        name={type}
        defaultChecked={value === undefined ? initial : value === "on"}
        className="size-5 accent-brass"
      />
      <span className="wrap-anywhere">{type}</span>
    </label>
  );
}
