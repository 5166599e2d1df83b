import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";

/** A policy file that cannot be taken: one sentence. */
export class PolicyFileError extends Error {
  readonly code = "SBX_POLICY_FILE";
}

/** Policies are small; a larger file is a mistake. */
const MOST_BYTES = 16 * 1024 * 1024;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "permission denied",
  ENOTDIR: "a part of its path is no directory",
  ELOOP: "it is a symbolic link",
};

/**
 * Reads a policy file: a regular file, reached without a link in its last component, that only its owner can write,
 * in UTF-8, not empty.
 * @throws {PolicyFileError}
 */
export function readPolicyFile(path: string): string {
  const bytes = readBytes(path);
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw refuse(path, "it is no UTF-8 text");
  }
  if (text.trim() === "") throw refuse(path, "it is empty");
  return text;
}

function readBytes(path: string): Uint8Array {
  let fd: number;
  try {
    fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    throw refuse(path, REASONS[code] ?? code);
  }
  try {
    const stats = fstatSync(fd);
    if (!stats.isFile()) throw refuse(path, "it is no regular file");
    if ((stats.mode & 0o022) !== 0) throw refuse(path, "others can write it (chmod go-w)");
    if (stats.size > MOST_BYTES) throw refuse(path, "it is larger than 16 MiB");
    return readFileSync(fd);
  } finally {
    closeSync(fd);
  }
}

function refuse(path: string, reason: string): PolicyFileError {
  return new PolicyFileError(`cannot read the policy ${path}: ${reason}`);
}
