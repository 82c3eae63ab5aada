import { type Header, MAGIC, type Numbers, PREAMBLE } from './layout.ts';

/** The bytes are not an index, or not one of this layout. */
class MalformedIndexError extends Error {
  override readonly name = 'MalformedIndexError';
}

/** The sections of a file by name. */
interface SectionReader {
  readonly header: Header;
  /** A view of the file, as wide as the section's numbers. */
  numbers(name: string): Numbers;
  bytes(name: string): Uint8Array;
}

/** @throws MalformedIndexError */
export function readSections(file: Uint8Array): SectionReader {
  // Arrays of wider numbers must be aligned to their width.
  const whole = file.byteOffset % 4 === 0 ? file : Uint8Array.from(file);
  const view = new DataView(whole.buffer, whole.byteOffset, whole.byteLength);
  if (whole.byteLength < PREAMBLE || view.getUint32(0, true) !== MAGIC) {
    throw new MalformedIndexError('the bytes are not an index of this layout');
  }
  const length = view.getUint32(4, true);
  const header = JSON.parse(new TextDecoder().decode(whole.subarray(PREAMBLE, PREAMBLE + length))) as Header;
  const start = Math.ceil((PREAMBLE + length) / 4) * 4;
  const sections = new Map(header.sections.map((section) => [section.name, section]));
  const last = header.sections.at(-1);
  if (last && start + last.at + last.length * last.width > whole.byteLength) {
    throw new MalformedIndexError('the index is truncated');
  }

  function numbers(name: string): Numbers {
    const section = sections.get(name);
    if (!section) throw new MalformedIndexError(`the index has no section ${name}`);
    const at = whole.byteOffset + start + section.at;
    const { buffer } = whole;
    if (section.width === 1) return new Uint8Array(buffer, at, section.length);
    if (section.width === 2) return new Uint16Array(buffer, at, section.length);
    return new Uint32Array(buffer, at, section.length);
  }
  function bytes(name: string): Uint8Array {
    const found = numbers(name);
    if (!(found instanceof Uint8Array)) throw new MalformedIndexError(`section ${name} does not hold bytes`);
    return found;
  }
  return { header, numbers, bytes };
}
