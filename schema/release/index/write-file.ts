import { type Header, MAGIC, PREAMBLE, type Section, type Width } from './layout.ts';

const encoder = new TextEncoder();

/** Numbers by section, in file order. */
export type Sections = Readonly<Record<string, Uint8Array | readonly number[]>>;

/** Assembles a file; each section uses the narrowest numbers that fit all its values. */
export function writeFile(head: Omit<Header, 'sections'>, sections: Sections): Uint8Array {
  const packed = Object.entries(sections).map(([name, numbers]) => ({ name, ...pack(numbers) }));
  let at = 0;
  const described = packed.map(({ name, width, length, bytes }): Section => {
    const section = { name, width, at, length };
    at += aligned(bytes.byteLength);
    return section;
  });
  const header: Header = { ...head, sections: described };
  const text = encoder.encode(JSON.stringify(header));
  const start = aligned(PREAMBLE + text.byteLength);
  const file = new Uint8Array(start + at);
  const view = new DataView(file.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, text.byteLength, true);
  file.set(text, PREAMBLE);
  described.forEach((section, index) => {
    const bytes = packed[index]?.bytes;
    if (bytes) file.set(bytes, start + section.at);
  });
  return file;
}

const aligned = (length: number): number => Math.ceil(length / 4) * 4;

function pack(numbers: Uint8Array | readonly number[]): { width: Width; length: number; bytes: Uint8Array } {
  if (numbers instanceof Uint8Array) return { width: 1, length: numbers.length, bytes: numbers };
  const most = numbers.reduce((highest, each) => Math.max(highest, each), 0);
  const array =
    most < 0x100
      ? Uint8Array.from(numbers)
      : most < 0x10000
        ? Uint16Array.from(numbers)
        : Uint32Array.from(numbers);
  return {
    width: array.BYTES_PER_ELEMENT as Width,
    length: numbers.length,
    bytes: new Uint8Array(array.buffer),
  };
}
