// Archives of source files (PKWARE's APPNOTE.TXT): written without compression, read with deflate or without.
//
// An archive is somebody else's: whatever is wrong with it gives nothing, and it never unfolds beyond a limit.

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** Bytes of the end record without its comment. */
const END_BYTES = 22;
/** Names in UTF-8. */
const UTF8 = 0x0800;
/** 1 January 1980: archives of the same files are the same bytes. */
const DATE = 0x21;

let table: Uint32Array | undefined;

function checksum(bytes: Uint8Array): number {
  table ??= Uint32Array.from({ length: 256 }, (_, index) => {
    let value = index;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (table[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}

/** `numbers` as little-endian bytes, each as long as it says. */
function record(...numbers: [value: number, bytes: 2 | 4][]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(numbers.reduce((sum, [, bytes]) => sum + bytes, 0));
  const view = new DataView(all.buffer);
  let at = 0;
  for (const [value, bytes] of numbers) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += bytes;
  }
  return all;
}

function join(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** An archive of texts by their paths. */
export function zip(files: [string, string][]): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const [path, text] of files) {
    const name = encoder.encode(path);
    const content = encoder.encode(text);
    const common: [number, 2 | 4][] = [
      [20, 2], [UTF8, 2], [0, 2], [0, 2], [DATE, 2], [checksum(content), 4], [content.length, 4], [content.length, 4], [name.length, 2], [0, 2],
    ];
    const local = [record([LOCAL, 4], ...common), name, content];
    directory.push(record([CENTRAL, 4], [20, 2], ...common, [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]), name);
    parts.push(...local);
    offset += local.reduce((sum, part) => sum + part.length, 0);
  }
  const entries = join(directory);
  const end = record([END, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2], [entries.length, 4], [offset, 4], [0, 2]);
  return join([...parts, entries, end]);
}

/** The files of an archive, at most `most` bytes of them together; nothing where it is none. */
export async function unzip(bytes: Uint8Array<ArrayBuffer>, most: number): Promise<[string, Uint8Array][] | undefined> {
  try {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let end = bytes.length - END_BYTES;
    while (view.getUint32(end, true) !== END) end -= 1;
    let at = view.getUint32(end + 16, true);
    let left = most;
    const files: [string, Uint8Array][] = [];
    for (let count = view.getUint16(end + 10, true); count > 0; count -= 1) {
      if (view.getUint32(at, true) !== CENTRAL) return undefined;
      const method = view.getUint16(at + 10, true);
      const packed = view.getUint32(at + 20, true);
      const nameLength = view.getUint16(at + 28, true);
      const local = view.getUint32(at + 42, true);
      const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
      at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
      if (name.endsWith("/")) continue;
      const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
      if (from + packed > bytes.length || (method !== 0 && method !== 8)) return undefined;
      const content = method === 0 ? bytes.subarray(from, from + packed) : await inflate(bytes.subarray(from, from + packed), left);
      left -= content.length;
      if (left < 0) return undefined;
      files.push([name, content]);
    }
    return files;
  } catch {
    return undefined;
  }
}

async function inflate(bytes: Uint8Array<ArrayBuffer>, most: number): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return join(chunks);
    length += value.length;
    if (length > most) {
      await reader.cancel();
      throw new RangeError("too long");
    }
    chunks.push(value);
  }
}
