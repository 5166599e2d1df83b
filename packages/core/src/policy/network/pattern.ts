/** A range of addresses of one family: `prefix` leading bits of `address` decide. */
export interface AddressRange {
  readonly family: 4 | 6;
  /** 4 or 16 bytes in the order of the network, the bits behind the prefix zero. */
  readonly address: Uint8Array;
  readonly prefix: number;
}

/** Ports from `first` to `last`, both included. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** What an address rule matches: any of the ranges with any of the ports, under the protocol. */
export interface NetworkPattern {
  readonly ranges: readonly AddressRange[];
  readonly ports: readonly PortRange[];
  /** IPPROTO numbers; empty = every protocol. */
  readonly protocols: readonly number[];
}
