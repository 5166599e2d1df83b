/** Shows what the install script wanted and got. */
export function showLoot(loot, say) {
  if (loot === undefined) return say("  the install script did not run");
  say("  the install script tried to");
  for (const { what, taken, refused } of loot) {
    say(`    ${what.padEnd(28)} ${refused === undefined ? `TAKEN    ${shorten(taken)}` : `refused  ${refused}`}`);
  }
}

/** Shows which rule stopped what, from the report of the run. */
export function showReport(report, home, say) {
  say("\n  what sbx refused, and by which rule");
  for (const group of report.groups) {
    const what = (group.categories.length === 0 ? group.calls : group.categories).join(",");
    const times = group.count > 1 ? ` (${group.count}×)` : "";
    say(`    ${what.padEnd(14)} ${group.target.replace(home, "~")}${times}`);
    say(`      by ${decidedBy(group).replaceAll(home, "~")}`);
  }
}

function decidedBy({ categories, rules }) {
  if (rules.length > 0) return rules.map((rule) => `${rule.file}:${rule.line}: ${rule.text}`).join("; ");
  if (categories.length === 0) return "sbx itself, whatever the policy says";
  return `the default of ${categories.join(", ")}: nothing allows it`;
}

function shorten(text) {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
