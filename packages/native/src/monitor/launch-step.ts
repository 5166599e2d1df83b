/** Steps of a start, by the numbers of `monitor/monitor.h`. */
const STEPS: readonly string[] = [
  "",
  "reading the launch configuration",
  "starting the launcher process",
  "restoring signals",
  "setting resource limits (setrlimit)",
  "entering the directory (chdir)",
  "forbidding new privileges (prctl PR_SET_NO_NEW_PRIVS)",
  "scoping signals (Landlock)",
  "installing the filter (seccomp)",
  "leaving the shared descriptors (close_range)",
  "executing the program (execve)",
];

/** Number of the last step: the program itself could not be executed. */
export const STEP_EXEC = 10;

/** What the launcher was doing. */
export const launchStepName = (step: number): string => STEPS[step] ?? `step ${step}`;
