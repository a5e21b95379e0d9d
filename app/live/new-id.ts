/**
 * Ids made in a browser. Not by `crypto.randomUUID`, which is missing where a page came over plain http, as on an
 * office network; and not by a package, which would weigh more than all of this.
 */
const HEX = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/;

function uuid(bytes: Uint8Array, version: 4 | 7): string {
  const hex = Array.from(bytes, (byte, at) => {
    // RFC 9562: the version stands in byte 6, the variant in byte 8.
    if (at === 6) return (version << 4) | (byte & 0x0f);
    return at === 8 ? 0x80 | (byte & 0x3f) : byte;
  });
  return hex
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .replace(HEX, '$1-$2-$3-$4-$5');
}

const random = () => crypto.getRandomValues(new Uint8Array(16));

/** For an intention (UUID 7): begins with the millisecond, so that they sort by when they were meant. */
export function newCommandId(now = Date.now()): string {
  const bytes = random();
  for (let at = 0; at < 6; at++) bytes[at] = Math.floor(now / 2 ** (40 - 8 * at)) & 0xff;
  return uuid(bytes, 7);
}

/** For a thing on the plan (UUID 4): says nothing of when it was made, which may have been in private. */
export const newThingId = (): string => uuid(random(), 4);
