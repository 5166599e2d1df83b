import type { CommandHelp } from "../arguments/option-row.ts";
import { POLICY_OPTIONS } from "../policy/policy-options.ts";

/** Help page and options of `sbx run`. */
export const RUN_HELP: CommandHelp = {
  usage: "sbx run [OPTION]... [--] COMMAND [ARGUMENT]...",
  summary: "Runs a program under a policy; what the policy does not allow is refused and told at the end.",
  options: [
    ...POLICY_OPTIONS,
    { name: "timeout", short: "t", value: "TIME", help: "end the program after TIME (30s, 1h30m): status 124" },
    {
      name: "env",
      short: "e",
      value: "NAME[=VALUE]",
      help: "set NAME to VALUE; NAME= passes the caller's, NAME alone removes it",
    },
    { name: "chdir", value: "DIRECTORY", help: "start in DIRECTORY" },
    { name: "report", value: "FILE", help: "write a report (JSON) to FILE; - is standard error" },
    { name: "events-fd", value: "N", help: "write each event as a line of JSON to descriptor N" },
    {
      name: "log",
      value: "FORMAT",
      help: "pretty: a summary at the end; json: each event as a line on standard error",
    },
    { name: "dry-run", short: "x", help: "refuse nothing, tell what would have been refused" },
    { name: "best-effort", help: "run also where a part of the policy cannot be enforced, and say which" },
    { name: "wait-for-all", help: "wait for background processes too, instead of ending them with the program" },
    { name: "quiet", short: "q", help: "no summary" },
    { name: "verbose", short: "v", help: "tell each refusal as it happens" },
  ],
  notes: [
    [
      "Options end at the first word that is none, or at --. Standard output belongs to the program; sbx writes to",
      "standard error. Exit status: the program's own, 128+n if signal n ended it (sbx ends by the same signal), 124 after",
      "--timeout, 125 if sbx itself cannot do its work, 126 if the program may not be executed, 127 if there is none.",
    ].join("\n"),
  ],
  examples: [
    "sbx run -- npm install",
    "sbx run -m 'allow/read+/srv/data/***' -- python3 script.py",
    "sbx run -P my.syd-3 --report report.json -- make -j4",
    "sbx run -p off -m sandbox/net:on -- curl https://example.org",
  ],
};
