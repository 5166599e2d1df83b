declare module "picomatch" {
  export default function picomatch(pattern: string, options?: { dot?: boolean }): (path: string) => boolean;
}
declare module "micromatch" {
  const micromatch: { matcher(pattern: string, options?: { dot?: boolean }): (path: string) => boolean };
  export default micromatch;
}
