import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/server";

const FLAGS = { present: 0x01, verified: 0x04, syncable: 0x08, hasKey: 0x40 };

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");
const sha256 = (data: string | Uint8Array) => createHash("sha256").update(data).digest();
const uint = (value: number, bytes: number) => {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
};

/** Incorrect behavior of an authenticator or browser. */
export type Misbehaviour = {
  origin?: string;
  rpId?: string;
  challenge?: string;
  isUnlocked?: boolean;
  isSyncable?: boolean;
  userHandle?: string | undefined;
  /** A counter to send instead of the next one. */
  counter?: number;
  /** The name of its attestation format. */
  format?: string;
};

/** A software authenticator with one passkey. Simulates a browser with a device, also with incorrect behavior. */
export class SoftwareAuthenticator {
  private readonly id = randomBytes(16);
  private readonly privateKey: KeyObject;
  private readonly publicKey: KeyObject;
  private counter = 0;
  private userHandle: string | undefined;

  constructor(
    private readonly origin: string,
    private readonly counts = true,
  ) {
    const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
    this.privateKey = pair.privateKey;
    this.publicKey = pair.publicKey;
  }

  /** Creates its passkey. */
  register(
    options: PublicKeyCredentialCreationOptionsJSON,
    does: Misbehaviour = {},
  ): RegistrationResponseJSON {
    this.userHandle = options.user.id;
    const key = Buffer.concat([Buffer.alloc(16), uint(this.id.length, 2), this.id, this.coseKey()]);
    const data = Buffer.concat([this.authenticatorData(FLAGS.hasKey, does), key]);
    const format = Buffer.from(does.format ?? "none");
    const attestationObject = Buffer.concat([
      Buffer.from([0xa3, 0x63, ...Buffer.from("fmt"), 0x60 + format.length, ...format]),
      Buffer.from([0x67, ...Buffer.from("attStmt"), 0xa0, 0x68, ...Buffer.from("authData"), 0x59]),
      uint(data.length, 2),
      data,
    ]);
    return {
      ...this.named(),
      response: {
        clientDataJSON: base64url(this.clientData("webauthn.create", options.challenge, does)),
        attestationObject: base64url(attestationObject),
        transports: ["internal"],
      },
    };
  }

  /** Signs with its passkey. */
  sign(
    { challenge }: Pick<PublicKeyCredentialRequestOptionsJSON, "challenge">,
    does: Misbehaviour = {},
  ): AuthenticationResponseJSON {
    const clientData = this.clientData("webauthn.get", challenge, does);
    const data = this.authenticatorData(0, does);
    const signature = createSign("sha256").update(data).update(sha256(clientData)).sign(this.privateKey);
    const userHandle = "userHandle" in does ? does.userHandle : this.userHandle;
    return {
      ...this.named(),
      response: {
        clientDataJSON: base64url(clientData),
        authenticatorData: base64url(data),
        signature: base64url(signature),
        ...(userHandle !== undefined && { userHandle }),
      },
    };
  }

  private named() {
    const id = base64url(this.id);
    return { id, rawId: id, type: "public-key", clientExtensionResults: {} } as const;
  }

  private clientData(type: string, challenge: string, { origin, challenge: other }: Misbehaviour): Buffer {
    const said = { type, challenge: other ?? challenge, origin: origin ?? this.origin, crossOrigin: false };
    return Buffer.from(JSON.stringify(said));
  }

  private authenticatorData(flags: number, does: Misbehaviour): Buffer {
    const { rpId = new URL(this.origin).hostname, isUnlocked = true, isSyncable = false } = does;
    if (this.counts) this.counter += 1;
    const set = flags | FLAGS.present | (isUnlocked ? FLAGS.verified : 0) | (isSyncable ? FLAGS.syncable : 0);
    return Buffer.concat([sha256(rpId), uint(set, 1), uint(does.counter ?? this.counter, 4)]);
  }

  private coseKey(): Buffer {
    const { x = "", y = "" } = this.publicKey.export({ format: "jwk" });
    const coordinate = (label: number, value: string) =>
      Buffer.concat([Buffer.from([label, 0x58, 0x20]), Buffer.from(value, "base64url")]);
    return Buffer.concat([
      Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01]),
      coordinate(0x21, x),
      coordinate(0x22, y),
    ]);
  }
}
