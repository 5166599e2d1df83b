/** Networks that have a name, IPv4 and IPv6 apart; the name with `4` or `6` behind it is one half. */
export const NETWORK_ALIASES: Readonly<Record<string, readonly [ipv4: readonly string[], ipv6: readonly string[]]>> = {
  any: [["0.0.0.0/0"], ["::/0"]],
  loopback: [["127.0.0.0/8"], ["::1/128"]],
  linklocal: [["169.254.0.0/16"], ["fe80::/10"]],
  local: [
    ["127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"],
    ["::1/128", "fe80::/10", "fc00::/7", "fec0::/10"],
  ],
  multicast: [["224.0.0.0/4"], ["ff00::/8"]],
};

/** The networks of an alias in any case of letters, undefined where there is none of that name. */
export const aliasNetworks = (name: string): readonly string[] | undefined => {
  const lower = name.toLowerCase();
  const half = lower.endsWith("4") ? 0 : lower.endsWith("6") ? 1 : undefined;
  const stem = half === undefined ? lower : lower.slice(0, -1);
  const found = Object.hasOwn(NETWORK_ALIASES, stem) ? NETWORK_ALIASES[stem] : undefined;
  return half === undefined ? found?.flat() : found?.[half];
};
