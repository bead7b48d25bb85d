/** Address of one replica's noise: everything random is a pure function of it and of what it is asked for. */
export interface PathAddress {
  readonly seed: number;
  readonly replica: number;
}
