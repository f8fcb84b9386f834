import { keyedHash } from "@/lib/crypto/hash";
import { maskEmailWithoutDomain } from "@/lib/identifiers/email";
import { type Identifier, maskIdentifier } from "@/lib/identifiers/identifier";
import type { Contact } from "./factors";
import type { SecondContactShare } from "./second-contact-share";

/** What addresses begin with, each as often as it does among a hundred and twenty-eight people; `0` is any but a letter. */
const INITIALS =
  "aaaaaaaaabbbbbbccccccccdddddddeeeeefffgggghhhhiiijjjjjjjjjjjjkkk" +
  "kkklllllllmmmmmmmmmmmnnnnoopppppqrrrrrrrssssssssstttttuvvwwxyz00";

/**
 * Makes up the contacts of an unknown identifier: the typed one and, for some, one of the other kind. What is made up follows
 * from the identifier and the secret of this installation, so it is the same each time and looks like a real one.
 *
 * @param share how many have one of the other kind. Each identifier has a threshold of its own: a share that grows adds
 *   contacts and takes none away
 */
export function decoyContacts(identifier: Identifier, share: SecondContactShare): Contact[] {
  const typed = {
    id: idOf(keyedHash("plausible-factor", "typed", identifier.value)),
    ...identifier,
    masked: maskIdentifier(identifier.value),
  };
  const bytes = keyedHash("plausible-factor", "other", identifier.value);
  const other = identifier.kind === "email" ? phoneOf(bytes) : emailOf(bytes);
  const threshold = Buffer.from(bytes).readUInt32BE(4) / 2 ** 32;
  const hasOther = threshold < share[identifier.kind];
  return hasOther ? [typed, other] : [typed];
}

/** There is no such number: its value is empty, and only what would be shown of it is made up. */
function phoneOf(bytes: Uint8Array): Contact {
  const digits = String((bytes[1] ?? 0) % 100).padStart(2, "0");
  return { id: idOf(bytes), kind: "phone", value: "", masked: `•••• ${digits}` };
}

function emailOf(bytes: Uint8Array): Contact {
  const initial = INITIALS.charAt((bytes[1] ?? 0) % INITIALS.length);
  return { id: idOf(bytes), kind: "email", value: "", masked: maskEmailWithoutDomain(initial) };
}

/** A version 4 UUID (RFC 9562 §5.4) of 16 bytes, as the database would have made it. */
function idOf(bytes: Uint8Array): string {
  const id = Buffer.from(bytes.subarray(16, 32));
  id[6] = ((id[6] ?? 0) & 0x0f) | 0x40;
  id[8] = ((id[8] ?? 0) & 0x3f) | 0x80;
  return id.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
