/** A zip archive made by hand, in which every field may lie. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly data: Uint8Array;
  readonly method?: 0 | 8 | 12;
  /** What the central directory says, where it lies. */
  readonly says?: {
    readonly unpacked?: number;
    readonly packed?: number;
    readonly crc?: number;
    readonly flags?: number;
  };
  /** Place of another entry's data, for entries that share bytes. */
  readonly at?: number;
}

export function zip(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, method = 0, says = {}, at } of entries) {
    const packed = method === 8 ? deflateRawSync(data) : Buffer.from(data);
    const label = Buffer.from(name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(says.flags ?? 0, 2);
    fields.writeUInt16LE(method, 4);
    fields.writeUInt32LE(says.crc ?? crc32(data), 10);
    fields.writeUInt32LE(says.packed ?? packed.length, 14);
    fields.writeUInt32LE(says.unpacked ?? data.length, 18);
    fields.writeUInt16LE(label.length, 22);
    const place = at ?? offset;
    if (at === undefined) {
      const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, label, packed]);
      parts.push(local);
      offset += local.length;
    }
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(place, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, rest, label]));
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}

/** A .npy file with the header told, whatever it says. */
export function npy(header: string, data: Uint8Array = new Uint8Array(0), version = 1): Buffer {
  const text = Buffer.from(`${header}\n`, 'latin1');
  const start = Buffer.alloc(10);
  start.write('\x93NUMPY', 'latin1');
  start.writeUInt8(version, 6);
  start.writeUInt16LE(text.length, 8);
  return Buffer.concat([start, text, data]);
}

export function dict(descr: string, shape: string, order = 'False'): string {
  return `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape}, }`;
}

/** A .safetensors file with the header told. */
export function safetensors(header: unknown, data: Uint8Array = new Uint8Array(0), length?: bigint): Buffer {
  const text = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const start = Buffer.alloc(8);
  start.writeBigUInt64LE(length ?? BigInt(text.length));
  return Buffer.concat([start, text, data]);
}

export function floats(...values: number[]): Buffer {
  return Buffer.from(Float64Array.from(values).buffer);
}
