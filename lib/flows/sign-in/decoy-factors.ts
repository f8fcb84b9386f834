import { keyedHash } from "@/lib/crypto/hash";
import { HIDDEN_EMAIL, maskEmailWithoutDomain } from "@/lib/identifiers/email";
import { type ContactKind, type Identifier, maskIdentifier } from "@/lib/identifiers/identifier";
import type { SecondContactShare } from "./second-contact-share";

/**
 * First characters of email addresses, each as frequent as among 128 users. `0` stands for any character that is not a
 * letter.
 */
const INITIALS =
  "aaaaaaaaabbbbbbccccccccdddddddeeeeefffgggghhhhiiijjjjjjjjjjjjkkk" +
  "kkklllllllmmmmmmmmmmmnnnnoopppppqrrrrrrrssssssssstttttuvvwwxyz00";

/**
 * Generates the contacts of an unknown identifier: the typed one and, for a share of identifiers, one of the other
 * kind. A username is no contact: it gets an address and a number as often as the users with a username have them. The
 * contacts are derived from the identifier and the secret of the installation, so they are the same each time and look
 * like real ones.
 *
 * @param share the share of identifiers with a contact of the other kind. Each identifier has a fixed threshold: a
 *   growing share adds contacts and removes none
 */
export function decoyContacts({ kind, value }: Identifier, share: SecondContactShare): Contact[] {
  if (kind === "username") return decoyContactsOfUsername(value, share.username);
  const typed = {
    id: idOf(keyedHash("plausible-factor", "typed", value)),
    kind,
    value,
    masked: maskIdentifier(value),
  };
  const bytes = keyedHash("plausible-factor", "other", value);
  const other = kind === "email" ? phoneOf(bytes) : emailOf(bytes);
  return thresholdOf(bytes) < share[kind] ? [typed, other] : [typed];
}

function decoyContactsOfUsername(username: string, share: SecondContactShare["username"]): Contact[] {
  const [email, phone] = ["email", "phone"].map((kind) => keyedHash("plausible-factor", kind, username));
  if (email === undefined || phone === undefined) throw new Error("unreachable");
  const hasEmail = thresholdOf(email) < share.email;
  const hasPhone = thresholdOf(phone) < (hasEmail ? share.phoneWithEmail : share.phoneWithoutEmail);
  return [
    ...(hasEmail ? [{ ...emailOf(email), masked: HIDDEN_EMAIL }] : []),
    ...(hasPhone ? [phoneOf(phone)] : []),
  ];
}

/** Returns a number from 0 to 1 that is fixed for an identifier. */
const thresholdOf = (bytes: Uint8Array) => Buffer.from(bytes).readUInt32BE(4) / 2 ** 32;

/** The number does not exist: `value` is empty, and only the masked form is generated. */
function phoneOf(bytes: Uint8Array): Contact {
  const digits = String((bytes[1] ?? 0) % 100).padStart(2, "0");
  return { id: idOf(bytes), kind: "phone", value: "", masked: `•••• ${digits}` };
}

function emailOf(bytes: Uint8Array): Contact {
  const initial = INITIALS.charAt((bytes[1] ?? 0) % INITIALS.length);
  return { id: idOf(bytes), kind: "email", value: "", masked: maskEmailWithoutDomain(initial) };
}

/** Formats 16 bytes as a version 4 UUID (RFC 9562 §5.4), like those the database generates. */
function idOf(bytes: Uint8Array): string {
  const id = Buffer.from(bytes.subarray(16, 32));
  id[6] = ((id[6] ?? 0) & 0x0f) | 0x40;
  id[8] = ((id[8] ?? 0) & 0x3f) | 0x80;
  return id.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** An email address or phone number that a code or link can be sent to. `value` is empty for a decoy. */
export type Contact = { id: string; kind: ContactKind; value: string; masked: string };
