import type { AppendFile } from '../private-files.ts';

/** What a generation keeps in one file rather than in records: what is large, and read a little at a time. */
const PARTS = ['dossiers', 'original'] as const;
export type DataPart = (typeof PARTS)[number];

/** The file, and where in it the pieces of each part lie: piece n from the n-th of these bytes to the next. */
export interface StoredData {
  readonly file: Blob;
  readonly offsets: Readonly<Record<DataPart, Float64Array<ArrayBuffer>>>;
}

/** Writes the large parts of a generation one after the other, each in pieces. */
export class DataFileWriter {
  readonly #file: AppendFile;
  readonly #offsets: Readonly<Record<DataPart, number[]>> = { dossiers: [], original: [] };

  constructor(file: AppendFile) {
    this.#file = file;
  }

  /** @throws RangeError for a piece that is not the next one of its part, or comes after another part began. */
  add(part: DataPart, number: number, piece: string | Uint8Array): void {
    const offsets = this.#offsets[part];
    if (offsets.length === 0) offsets.push(this.#file.size);
    if (offsets.length !== number + 1 || offsets[number] !== this.#file.size) {
      throw new RangeError(`Piece ${number} of ${part} is not the next one`);
    }
    if (typeof piece === 'string') this.#file.addText(piece);
    else this.#file.addBytes(piece);
    offsets.push(this.#file.size);
  }

  /** Ends the writing. What it gives is to be stored; the file itself can then go. */
  async finish(): Promise<StoredData> {
    const { dossiers, original } = this.#offsets;
    return {
      file: await this.#file.finish(),
      offsets: { dossiers: Float64Array.from(dossiers), original: Float64Array.from(original) },
    };
  }

  close(): void {
    this.#file.close();
  }

  delete(): Promise<void> {
    return this.#file.delete();
  }
}

export function countPieces({ offsets }: StoredData, part: DataPart): number {
  return Math.max(0, offsets[part].length - 1);
}

/** Bytes of all pieces. */
export function measurePieces({ offsets }: StoredData, part: DataPart): number {
  const places = offsets[part];
  return (places.at(-1) ?? 0) - (places[0] ?? 0);
}

/** At most `count` pieces from number `first` on, in one reading. */
export async function readPieces(
  data: StoredData,
  part: DataPart,
  first: number,
  count: number,
): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const offsets = data.offsets[part];
  const last = Math.min(first + count, countPieces(data, part));
  if (first >= last) return [];
  const start = offsets[first]!;
  const bytes = await data.file.slice(start, offsets[last]!).arrayBuffer();
  return Array.from(
    { length: last - first },
    (_, i) =>
      new Uint8Array(bytes, offsets[first + i]! - start, offsets[first + i + 1]! - offsets[first + i]!),
  );
}
