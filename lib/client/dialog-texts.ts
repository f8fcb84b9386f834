const TEXTS = {
  en: {
    numberTitle: "Opening the link on another device?",
    numberHint: "Enter this number there:",
    close: "Close",
    title: "Verify that it's you",
    password: "Password",
    secondFactor: "Code from your authenticator app, or a backup code",
    message: "Verification code",
    sent: "We sent you a code.",
    sendCode: "Send a code instead",
    continue: "Continue",
    cancel: "Cancel",
    failed: "Something went wrong. Please try again.",
  },
  de: {
    numberTitle: "Öffnen Sie den Link auf einem anderen Gerät?",
    numberHint: "Geben Sie dort diese Zahl ein:",
    close: "Schließen",
    title: "Bestätigen Sie, dass Sie es sind",
    password: "Passwort",
    secondFactor: "Code aus Ihrer Authenticator-App oder ein Backup-Code",
    message: "Bestätigungscode",
    sent: "Wir haben Ihnen einen Code gesendet.",
    sendCode: "Stattdessen einen Code senden",
    continue: "Weiter",
    cancel: "Abbrechen",
    failed: "Etwas ist schiefgelaufen. Bitte versuchen Sie es noch einmal.",
  },
};

/** Returns the texts of the client's dialogs, in the language of the page, otherwise in that of the browser. */
export function dialogTexts(): (typeof TEXTS)["en"] {
  const language = document.documentElement.lang || navigator.language;
  return /^de\b/i.test(language) ? TEXTS.de : TEXTS.en;
}

type Attributes = Record<string, string>;

/** Creates an element of a dialog. Attributes and text are set, never parsed as HTML. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes,
  ...content: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const created = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) created.setAttribute(key, value);
  created.append(...content);
  return created;
}
