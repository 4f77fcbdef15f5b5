export declare function wholeNumber(written: string, low: number, high: number): number;
