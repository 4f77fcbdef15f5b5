/** Puts back who listened. Where nobody could listen, nothing is left behind. */
export declare function giveBackMessages(): void;
