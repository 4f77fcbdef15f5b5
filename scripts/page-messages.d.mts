export function idsIn(sources: readonly string[]): { has(id: string): boolean };
export const pageMessages: { name: string; setup(build: never): void };
