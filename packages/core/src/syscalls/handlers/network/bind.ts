import { ERRNO } from "../../../abi/index.ts";
import { IPV6_V6ONLY, SOL_IPV6 } from "../../../abi/socket.ts";
import { CANONICAL_A } from "../../../supervisor/request/arena.ts";
import { bitOf } from "../../../supervisor/judge.ts";
import type { Emulation } from "../../../supervisor/emulation.ts";
import { CONTINUE } from "../../../supervisor/request/result.ts";
import { putText } from "../put-text.ts";
import { addressText } from "./address/address-text.ts";
import { isWildcard, makeLoopback, portOf } from "./address/address.ts";
import { bindPath } from "./bind-path.ts";
import { abstractName, dropScope, judgeInternet, judgeName, unusable } from "./address/judge-address.ts";
import { ADDRESS, ADDRESS_SIZE, JUDGED, VALUE, VALUE_LENGTH } from "./layout.ts";
import { isOwnAddress } from "./address/own-address.ts";
import { refusePrivileged } from "./address/privileged-port.ts";
import { copyAddress, numberOption, sortOf, takeSocket, type SocketCall } from "./socket.ts";

const SET = bitOf("net/bind");

/** bind: judged and done with our copy of the address. */
export function bind(e: Emulation, s: SocketCall): number {
  const error = takeSocket(e, s) || copyAddress(e, s, 1, e.call.int(2), "bind");
  if (error !== 0) return error;
  if (s.kind === "ipv4" || s.kind === "ipv6") return bindInternet(e, s, s.kind);
  if (s.kind === "path") return bindPath(e, s);
  if (s.kind === "abstract" || s.kind === "unnamed") return bindName(e, s);
  return unusable(s) || e.kernel.bind(s.fd, ADDRESS, s.length);
}

function bindInternet(e: Emulation, s: SocketCall, kind: "ipv4" | "ipv6"): number {
  const { kernel, hardenings } = e;
  const { bytes } = kernel.arena;
  const refused = refusePrivileged(e, portOf(bytes, ADDRESS), s.hasCapabilities);
  if (refused !== 0) return refused;
  const guarded = (e.judge.enabled & SET) !== 0;
  if (guarded && hardenings.noWildcards && isWildcard(bytes, ADDRESS, kind)) makeLoopback(bytes, ADDRESS, kind);
  if (guarded) dropScope(e, s);
  bytes.copyWithin(JUDGED, ADDRESS, ADDRESS + s.length);
  const judged = judgeInternet(e, s, kind, "net/bind", 0);
  const result = judged !== 0 ? judged : kernel.bind(s.fd, ADDRESS, s.length);
  if (result === 0 && hardenings.trustBound) rememberInternet(e, s, kind);
  return result;
}

/** Notes under which address and port the socket can be reached from now on. */
function rememberInternet(e: Emulation, s: SocketCall, kind: "ipv4" | "ipv6"): void {
  const { kernel, call } = e;
  const { bytes } = kernel.arena;
  // The wildcard of IPv6 takes IPv4 as well, unless the socket is told not to; once it is bound that stays.
  const takesBoth = kind === "ipv6" && numberOption(e, s.fd, SOL_IPV6, IPV6_V6ONLY) === 0;
  call.view.setInt32(VALUE_LENGTH, ADDRESS_SIZE, true);
  if (kernel.getsockname(s.fd, VALUE, VALUE_LENGTH) !== 0) return;
  if (isWildcard(bytes, VALUE, kind)) {
    if (takesBoth) remember(e, s, `127.0.0.1!${portOf(bytes, VALUE)}`);
    makeLoopback(bytes, VALUE, kind);
  }
  if (!isOwnAddress(e, kind, VALUE, call.view.getInt32(VALUE_LENGTH, true))) return;
  remember(e, s, addressText(bytes, VALUE, kind));
}

function remember(e: Emulation, s: SocketCall, text: string): void {
  s.bound.add(sortOf(s), e.kernel.arena.bytes, CANONICAL_A, putText(e, CANONICAL_A, text));
}

function bindName(e: Emulation, s: SocketCall): number {
  const end = s.kind === "abstract" ? abstractName(e, s) : putText(e, CANONICAL_A, "!unnamed");
  const judged = judgeName(e, s, "net/bind", end, 0);
  const result = judged !== 0 ? judged : e.kernel.bind(s.fd, ADDRESS, s.length);
  if (result === 0 && e.hardenings.trustBound && s.kind === "abstract")
    s.bound.add(sortOf(s), e.kernel.arena.bytes, CANONICAL_A, end);
  return result;
}

/** socketpair: both ends are UNIX sockets without a name. All it is told are numbers, so the kernel may do it. */
export function socketpair(e: Emulation): number {
  const judged = e.judge.path(SET, CANONICAL_A, putText(e, CANONICAL_A, "!unnamed"), ERRNO.EOPNOTSUPP);
  return judged !== 0 ? judged : CONTINUE;
}
