import type { OptionSetting, Policy } from "../policy.ts";

/** Limits that switch the facility on that enforces them. */
const ENFORCED_BY: Readonly<Record<string, "mem" | "pid">> = {
  "mem/max": "mem",
  "mem/vm_max": "mem",
  "pid/max": "pid",
};

/** Options that set others along. */
const SETS_TOO: Readonly<Record<string, readonly string[]>> = {
  "unshare/mount": ["unshare/pid"],
  "unshare/pid": ["unshare/mount"],
  time: ["time/boot", "time/mono"],
};

/** Does what comes with an option: a limit switches its facility on, some options set others. */
export const applyImplications = (policy: Policy, name: string, setting: OptionSetting): void => {
  const facility = ENFORCED_BY[name];
  if (facility !== undefined && setting.value !== 0) {
    policy.facilities[facility] = true;
    policy.facilityMentions[facility] = setting;
  }
  for (const other of SETS_TOO[name] ?? []) policy.options.set(other, setting);
  if (name === "time" && setting.value !== "none") policy.options.set("unshare/time", { ...setting, value: true });
};
