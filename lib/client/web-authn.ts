/** Options of a passkey request, in their JSON form. */
export type PasskeyOptions = { challenge: string };

/** How this client creates passkeys and asks for them. A browser does it itself; an app passes functions of its system. */
export type PasskeyProvider = {
  /**
   * @param options WebAuthn: `PublicKeyCredentialCreationOptionsJSON`
   * @returns WebAuthn: `RegistrationResponseJSON`
   */
  create: (options: PasskeyOptions) => Promise<object>;
  /**
   * @param options WebAuthn: `PublicKeyCredentialRequestOptionsJSON`
   * @returns WebAuthn: `AuthenticationResponseJSON`
   */
  get: (options: PasskeyOptions) => Promise<object>;
};

type DescriptorJSON = Omit<PublicKeyCredentialDescriptor, "id"> & { id: string };

type CreationOptionsJSON = Omit<
  PublicKeyCredentialCreationOptions,
  "challenge" | "user" | "excludeCredentials"
> & {
  challenge: string;
  user: Omit<PublicKeyCredentialUserEntity, "id"> & { id: string };
  excludeCredentials?: DescriptorJSON[];
};

type RequestOptionsJSON = Omit<PublicKeyCredentialRequestOptions, "challenge" | "allowCredentials"> & {
  challenge: string;
  allowCredentials?: DescriptorJSON[];
};

/** The passkeys of a browser. Rejects with its `DOMException`, for example `NotAllowedError` if the user cancels. */
export const browserPasskeys: PasskeyProvider = {
  create: async (given) => {
    const { challenge, user, excludeCredentials = [], ...options } = given as CreationOptionsJSON;
    const publicKey: PublicKeyCredentialCreationOptions = {
      ...options,
      challenge: bytesOf(challenge),
      user: { ...user, id: bytesOf(user.id) },
      excludeCredentials: excludeCredentials.map(descriptorOf),
    };
    const made = credentialOf(await container().create({ publicKey }));
    const response = made.response as AuthenticatorAttestationResponse;
    return {
      ...commonOf(made),
      response: {
        clientDataJSON: textOf(response.clientDataJSON),
        attestationObject: textOf(response.attestationObject),
        transports: response.getTransports?.() ?? [],
      },
    };
  },
  get: async (given) => {
    const { challenge, allowCredentials = [], ...options } = given as RequestOptionsJSON;
    const publicKey: PublicKeyCredentialRequestOptions = {
      ...options,
      challenge: bytesOf(challenge),
      allowCredentials: allowCredentials.map(descriptorOf),
    };
    const chosen = credentialOf(await container().get({ publicKey }));
    const response = chosen.response as AuthenticatorAssertionResponse;
    const { userHandle } = response;
    return {
      ...commonOf(chosen),
      response: {
        clientDataJSON: textOf(response.clientDataJSON),
        authenticatorData: textOf(response.authenticatorData),
        signature: textOf(response.signature),
        ...(userHandle && { userHandle: textOf(userHandle) }),
      },
    };
  },
};

function container(): CredentialsContainer {
  if (typeof navigator === "undefined" || navigator.credentials === undefined)
    throw new Error("This client has no passkeys: pass the option `passkeys`.");
  return navigator.credentials;
}

function credentialOf(credential: Credential | null): PublicKeyCredential {
  if (credential === null) throw new Error("The browser returned no passkey.");
  return credential as PublicKeyCredential;
}

function commonOf({ id, rawId, authenticatorAttachment }: PublicKeyCredential) {
  return {
    id,
    rawId: textOf(rawId),
    type: "public-key",
    clientExtensionResults: {},
    ...(authenticatorAttachment && { authenticatorAttachment }),
  };
}

const descriptorOf = ({ id, ...descriptor }: DescriptorJSON): PublicKeyCredentialDescriptor => ({
  ...descriptor,
  id: bytesOf(id),
});

/** Decodes base64url. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** Encodes as base64url without padding. */
function textOf(buffer: ArrayBuffer): string {
  const binary = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
