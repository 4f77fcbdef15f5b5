import type { Model, PortMatch } from '#language/model/model.js';
export declare const ICMP: PortMatch;
/** Without a text: icmp. Of a catalogue name with several ports, the first. */
export declare function portOver(written: string | undefined, model: Model): PortMatch;
/** As JSON says it: a number, a range, or null where there is none or any will do. */
export declare function overJson({ protocol, low, high }: PortMatch): {
    protocol: string;
    port: number | string | null;
};
