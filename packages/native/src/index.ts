export { findNativeFiles, loadAddon, NativeLoadError, platformPackage } from "./load-addon.ts";
export type { NativeFiles } from "./load-addon.ts";
export type { Addon } from "./addon.ts";
export { LinuxKernel } from "./linux-kernel.ts";
export { MonitorError } from "./monitor-line.ts";
export { PLAIN_STAGE } from "./stage.ts";
export type { Stage } from "./stage.ts";
export { run } from "./run.ts";
export type { RunOptions, RunResult } from "./run.ts";
