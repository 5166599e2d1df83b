/** Layout of control data, `struct cmsghdr` on 64 bits: length, level and type, then the data; all aligned to 8 bytes. */
export const CMSG_HEADER = 16;
const LEVEL = 8;
const TYPE = 12;

const align = (length: number): number => (length + 7) & ~7;

/** Room that a message with so many bytes of data takes. */
export const cmsgSpace = (size: number): number => CMSG_HEADER + align(size);

/** Writes the head of a message with `size` bytes of data; returns where the data go. */
export function putCmsg(view: DataView, at: number, level: number, type: number, size: number): number {
  view.setUint32(at, CMSG_HEADER + size, true);
  view.setUint32(at + 4, 0, true);
  view.setInt32(at + LEVEL, level, true);
  view.setInt32(at + TYPE, type, true);
  return at + CMSG_HEADER;
}

/** The control message that a walk has come to. */
export interface ControlMessage {
  /** Where its head lies. */
  at: number;
  level: number;
  type: number;
  data: number;
  /** Bytes of data. */
  size: number;
}

/** A walk over control data, as the kernel walks. */
export class ControlWalk {
  readonly message: ControlMessage = { at: 0, level: 0, type: 0, data: 0, size: 0 };
  #view: DataView = new DataView(new ArrayBuffer(0));
  #at = 0;
  #end = 0;

  start(view: DataView, at: number, length: number): void {
    this.#view = view;
    this.#at = at;
    this.#end = at + length;
  }

  /** Goes to the next message: 1 where there is one, 0 at the end, −1 where its length cannot be right. */
  next(): -1 | 0 | 1 {
    const at = this.#at;
    if (this.#end - at < CMSG_HEADER) return 0;
    const length = this.#view.getUint32(at, true);
    const tooLong = this.#view.getUint32(at + 4, true) !== 0 || length > this.#end - at;
    if (tooLong || length < CMSG_HEADER) return -1;
    const { message } = this;
    message.at = at;
    message.level = this.#view.getInt32(at + LEVEL, true);
    message.type = this.#view.getInt32(at + TYPE, true);
    message.data = at + CMSG_HEADER;
    message.size = length - CMSG_HEADER;
    this.#at = at + align(length);
    return 1;
  }
}
