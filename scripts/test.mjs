// npm test: installs, builds, runs all tests, and closes with their count alone on a line.
import { prepare } from "./setup/prepare.mjs";
import { runTests } from "./checks/tests.mjs";
import { closingLine } from "./checks/count.mjs";

prepare("all tests");
const count = runTests(process.argv.slice(2).filter((argument) => argument !== "--no-closing-line"));
if (!process.argv.includes("--no-closing-line")) process.stdout.write(closingLine(count));
process.exitCode = count.failed === 0 && count.passed > 0 ? 0 : 1;
