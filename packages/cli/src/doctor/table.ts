import type { Mechanism } from "@sbx/native";

/** The findings as a table for people. */
export function doctorTable(mechanisms: readonly Mechanism[]): string {
  const width = Math.max(0, ...mechanisms.map(({ name }) => name.length));
  const lines = mechanisms.flatMap(({ name, ok, detail, without }) => {
    const line = `${ok ? "ok     " : "MISSING"}  ${name.padEnd(width)}  ${detail}`.trimEnd();
    return ok || without === "" ? [line] : [line, `${" ".repeat(9)}without it: ${without}`];
  });
  const missing = mechanisms.filter(({ ok }) => !ok).length;
  lines.push(
    "",
    missing === 0 ? "Everything that sbx uses works here." : `${missing} of ${mechanisms.length} are missing here.`,
  );
  return `${lines.join("\n")}\n`;
}
