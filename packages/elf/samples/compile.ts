import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const source = `
#include <stdio.h>
#include <string.h>
int counter = 1;
int *pointer = &counter;
char buffer[64];
int copy(const char *from) { char local[32]; strcpy(local, from); strcpy(buffer, local); return printf("%s", local); }
int main(int argc, char **argv) { return copy(argv[argc - 1]) + *pointer; }
`;

/** How one sample is compiled. */
interface Recipe {
  readonly name: string;
  readonly options: readonly string[];
}

const hardened = ["-O2", "-fstack-protector-all", "-D_FORTIFY_SOURCE=2"];
const plain = ["-O0", "-fno-stack-protector", "-U_FORTIFY_SOURCE"];

const recipes: readonly Recipe[] = [
  { name: "hardened", options: [...hardened, "-fPIE", "-pie", "-Wl,-z,relro,-z,now"] },
  { name: "lazy", options: [...hardened, "-fPIE", "-pie", "-Wl,-z,relro,-z,lazy"] },
  { name: "norelro", options: [...hardened, "-fPIE", "-pie", "-Wl,-z,norelro"] },
  { name: "nopie", options: [...plain, "-fno-PIE", "-no-pie"] },
  { name: "static", options: [...plain, "-static"] },
  { name: "static-pie", options: [...hardened, "-fPIE", "-static-pie"] },
  { name: "execstack", options: [...plain, "-Wl,-z,execstack"] },
  { name: "rpath", options: [...plain, "-Wl,-rpath,/opt/a:$ORIGIN/../lib", "-Wl,--disable-new-dtags"] },
  { name: "runpath", options: [...plain, "-Wl,-rpath,relative", "-Wl,--enable-new-dtags"] },
  { name: "library.so", options: [...hardened, "-fPIC", "-shared", "-Wl,-soname,libsample.so.1"] },
  { name: "textrel.so", options: [...plain, "-mcmodel=large", "-fno-PIC", "-shared", "-Wl,-z,notext"] },
  { name: "object.o", options: [...hardened, "-c"] },
  { name: "stripped", options: [...hardened, "-s"] },
  { name: "sysv-hash", options: [...hardened, "-Wl,--hash-style=sysv"] },
  { name: "gnu-hash", options: [...hardened, "-Wl,--hash-style=gnu"] },
  { name: "writable-code", options: [...plain, "-static", "-Wl,--omagic"] },
  { name: "compressed", options: [...plain, "-g", "-gz=zlib"] },
  { name: "narrow", options: [...plain, "-m32"] },
];

/** Compiles the samples that this machine's compiler can make, and tells their paths. */
export function compileSamples(directory: string): readonly string[] {
  mkdirSync(directory, { recursive: true });
  const input = join(directory, "sample.c");
  writeFileSync(input, source);
  return recipes.flatMap(({ name, options }) => {
    const output = join(directory, name);
    const { status } = spawnSync("cc", ["-w", ...options, "-o", output, input]);
    return status === 0 ? [output] : [];
  });
}
