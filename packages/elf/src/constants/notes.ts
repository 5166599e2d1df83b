/** `n_type` of notes named `GNU`. */
export const NT_GNU = { ABI_TAG: 1, BUILD_ID: 3, PROPERTY_TYPE_0: 5 } as const;

/** Types inside `NT_GNU_PROPERTY_TYPE_0`. */
export const GNU_PROPERTY = {
  X86_FEATURE_1_AND: 0xc0000002,
  AARCH64_FEATURE_1_AND: 0xc0000000,
} as const;

/** Bits of `GNU_PROPERTY_X86_FEATURE_1_AND`. */
export const X86_FEATURE_1 = { IBT: 1, SHSTK: 2 } as const;

/** Bits of `GNU_PROPERTY_AARCH64_FEATURE_1_AND`. */
export const AARCH64_FEATURE_1 = { BTI: 1, PAC: 2, GCS: 4 } as const;
