/** Put in by the bundler; sources run as a development version. */
declare const SBX_VERSION: string | undefined;

/** Whether this is the bundle. */
export const IS_BUNDLE: boolean = typeof SBX_VERSION === "string";

/** Version of the command. */
export const VERSION: string = typeof SBX_VERSION === "string" ? SBX_VERSION : "0.0.0-source";
