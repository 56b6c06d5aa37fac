/** Addresses that the build fills in. */
declare const AREAS: string;
declare const OUTLINE: string;
declare const SHELL: string[];
declare const SHELL_HASH: string;
