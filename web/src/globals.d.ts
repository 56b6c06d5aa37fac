/** Addresses that the build fills in. */
declare const AREAS: string;
declare const OUTLINE: string;
declare const SEATS: string;
declare const SHELL: string[];
declare const SHELL_HASH: string;
