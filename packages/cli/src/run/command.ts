import { resolve } from "node:path";
import type { RunOptions } from "@sbx/native";
import { run } from "@sbx/native";
import type { Policy } from "@sbx/core";
import { compilePolicy, errnoName } from "@sbx/core";
import type { ParsedArguments } from "../arguments/parse-arguments.ts";
import { programEnvironment } from "../environment/program-environment.ts";
import { isPolicyError } from "../explain-failure.ts";
import { writeAll } from "../output/write-all.ts";
import type { Output } from "../output/output.ts";
import { policyErrorLine } from "../render/log-line.ts";
import { policyRunOptions } from "../policy/run-options.ts";
import { loadRunPolicy } from "../policy/run-policy.ts";
import { parseStage, STAGE_VARIABLE } from "../stage/stage.ts";
import { REPORT_VERSION } from "../report/report-document.ts";
import { EventSink } from "./event-sink.ts";
import type { Ending } from "./exit-status.ts";
import { endingOf } from "./exit-status.ts";
import { openReport, tellSummary, writeReport } from "./finish.ts";
import { IS_BUNDLE } from "../version.ts";
import type { RunSettings } from "./settings.ts";
import { runSettings } from "./settings.ts";

/** The bundle for further emulators; sources have none. */
const WORKER_MODULE: string | undefined = IS_BUNDLE ? `${import.meta.dirname}/worker.js` : undefined;

/** Runs a program under a policy, tells what was refused, and says how sbx ends. */
export async function runCommand(parsed: ParsedArguments, output: Output): Promise<Ending> {
  const settings = runSettings(parsed);
  const startedAt = Date.now();
  const cwd = resolve(settings.chdir ?? ".");
  const sink = new EventSink(settings);
  const reportFd = openReport(settings.report);
  const { options, dropped, missing } = await prepareOrTell(settings, cwd, sink);
  for (const sentence of missing) output.err(`sbx: weaker than the policy says: ${sentence}\n`);
  sink.stream?.start(settings.argv);
  const result = run(options);
  const ending = endingOf(result, settings.argv[0] ?? "", errnoName);
  if (ending.message !== undefined) output.err(`sbx: ${ending.message}\n`);
  sink.end(ending, Date.now());
  if (reportFd !== undefined)
    writeReport(reportFd, {
      version: REPORT_VERSION,
      command: settings.argv,
      cwd,
      mode: settings.mode,
      result,
      status: ending.status,
      startedAt: new Date(startedAt).toISOString(),
      durationMs: Date.now() - startedAt,
      refusals: sink.collector.total,
      groups: sink.collector.groups(),
      ungrouped: sink.collector.ungrouped,
      droppedVariables: dropped,
    });
  tellSummary(settings, { collector: sink.collector, dropped }, output);
  return ending;
}

/** What a run needs, and what is told about it. */
interface Prepared {
  readonly options: RunOptions;
  readonly dropped: readonly string[];
  readonly missing: readonly string[];
}

/** Prepares; with `--log json` an error in the policy is on record as a line, besides the sentence. */
async function prepareOrTell(settings: RunSettings, cwd: string, sink: EventSink): Promise<Prepared> {
  try {
    return await prepare(settings, cwd, sink);
  } catch (error) {
    if (settings.log === "json" && isPolicyError(error)) writeAll(2, policyErrorLine(error));
    throw error;
  }
}

async function prepare(settings: RunSettings, cwd: string, sink: EventSink): Promise<Prepared> {
  const stage = parseStage(process.env[STAGE_VARIABLE]);
  const user = { environment: process.env, cwd };
  const { policy, missing, control } = await loadRunPolicy(settings.policy, user, settings.strictness);
  const asked = policyRunOptions(policy);
  const timeoutMs = settings.timeoutMs ?? asked.timeoutMs;
  sink.logLevel = asked.logLevel;
  const { variables, dropped } = programEnvironment({
    caller: process.env,
    heldBack: stage.heldBack,
    options: settings.environment,
    policy,
  });
  const changed = (next: Policy): void => {
    sink.logLevel = policyRunOptions(next).logLevel;
  };
  const options: RunOptions = {
    argv: settings.argv,
    environment: variables,
    policyImage: compilePolicy(policy),
    // Commands see what the program sees: neither files nor variables that it was not given.
    ...(isOpen(policy) && control !== undefined
      ? { runtimePolicy: { policy, context: { environment: variables }, changed, control } }
      : {}),
    stage,
    dryRun: settings.mode === "dry-run",
    waitForAll: settings.waitForAll || asked.waitForAll,
    onEvent: (event) => sink.take(event),
    ...(WORKER_MODULE === undefined ? {} : { workerModule: WORKER_MODULE }),
    ...(settings.chdir === undefined ? {} : { cwd }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  };
  return { options, dropped, missing };
}

/** Whether the program may change its policy or read it. */
function isOpen({ lock }: Policy): boolean {
  return lock === "off" || lock === "exec" || lock === "drop" || lock === "read";
}
