// What the scripts tell people goes to standard error, so that standard output holds results only.

/** One line about what is being done. */
export function say(text) {
  process.stderr.write(`› ${text}\n`);
}

/** One sentence about what went wrong. */
export function sentence(text) {
  process.stderr.write(`${text}\n`);
}
