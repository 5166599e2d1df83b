/** Progress goes to standard error: standard output belongs to what is run. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/** Counts the steps of a set-up: `[1/4] installing packages …`. */
export function steps(total) {
  let number = 0;
  return (text) => {
    number += 1;
    say(`[${number}/${total}] ${text}`);
  };
}

/** Ends with one sentence. */
export function giveUp(sentence) {
  say(`sbx: ${sentence}`);
  process.exit(125);
}
