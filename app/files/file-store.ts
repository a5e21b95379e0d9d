/** Where the bytes of files are. Ids are ours and random; nobody's name is ever a path. */
export interface FileStore {
  /** Whole and on the disk when it answers; else it was never there. */
  put(id: string, content: Uint8Array): Promise<void>;
  get(id: string): Promise<ReadableStream<Uint8Array> | null>;
  /** Also of what is not there. */
  remove(id: string): Promise<void>;
}
