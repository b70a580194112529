// @ts-check
/**
 * A message as it goes over the line to a kernel: `v1.kernel.websocket.jupyter.org`.
 * Numbers at its start say where its parts begin: the channel, four parts of JSON, and
 * as many binary ones as there are.
 */

export const PROTOCOL = "v1.kernel.websocket.jupyter.org";

const WORD = 8;
const JSON_PARTS = /** @type {const} */ (["header", "parent_header", "metadata", "content"]);

/** @param {Spoken} message @returns {Uint8Array<ArrayBuffer>} */
export function packed(message) {
  const text = new TextEncoder();
  const spoken = JSON_PARTS.map((part) => text.encode(JSON.stringify(message[part])));
  const parts = [text.encode(message.channel), ...spoken, ...message.buffers.map(bytes)];
  const numbers = parts.length + 2;
  const starts = [WORD * numbers];
  for (const part of parts) starts.push(/** @type {number} */ (starts.at(-1)) + part.byteLength);
  const whole = new Uint8Array(/** @type {number} */ (starts.at(-1)));
  const view = new DataView(whole.buffer);
  [starts.length, ...starts].forEach((number, place) =>
    view.setBigUint64(WORD * place, BigInt(number), true),
  );
  parts.forEach((part, place) => whole.set(part, starts[place]));
  return whole;
}

/** @param {ArrayBuffer} whole @returns {Spoken} */
export function unpacked(whole) {
  const view = new DataView(whole);
  const count = Number(view.getBigUint64(0, true));
  const starts = Array.from({ length: count }, (_, place) =>
    Number(view.getBigUint64(WORD * (place + 1), true)),
  );
  const text = new TextDecoder();
  const part = (/** @type {number} */ place) =>
    new DataView(whole, starts[place], starts[place + 1] - starts[place]);
  const json = (/** @type {number} */ place) => JSON.parse(text.decode(part(place)));
  const [header, parent_header, metadata, content] = [1, 2, 3, 4].map(json);
  // A copy of each, as an array of numbers may be laid over it at its own beginning.
  const buffers = starts
    .slice(5, -1)
    .map((start, place) => new DataView(whole.slice(start, starts[place + 6])));
  const channel = text.decode(part(0));
  return { channel, header, parent_header, metadata, content, buffers };
}

/** @param {Binary} part */
export function bytes(part) {
  if (part instanceof ArrayBuffer) return new Uint8Array(part);
  return new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
}
