import type { ComponentProps } from "react";
import { getTranslations } from "@/lib/http/locale";
import { ConfirmationButton, ConfirmationPopover, type ConfirmationProps } from "./confirmation-form";

/**
 * The confirmation of a destructive action: a popover that names the consequence. In a list it belongs after the list:
 * its text names the object, and would otherwise be part of the item.
 */
export async function Confirmation(props: ConfirmationProps) {
  const t = await getTranslations("ui.confirmation");
  return <ConfirmationPopover {...props} cancel={t(props.submit === null ? "close" : "cancel")} />;
}

type ConfirmedActionProps = ConfirmationProps & Omit<ComponentProps<typeof ConfirmationButton>, "opens">;

/** A destructive action that is not in a list: its button and its confirmation. */
export function ConfirmedAction({ id, heading, consequence, submit, ...button }: ConfirmedActionProps) {
  return (
    <div>
      <ConfirmationButton opens={id} {...button} />
      <Confirmation id={id} heading={heading} consequence={consequence} submit={submit} />
    </div>
  );
}
