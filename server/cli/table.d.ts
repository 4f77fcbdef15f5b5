export declare function table(rows: readonly (readonly string[])[], indent?: string): string[];
