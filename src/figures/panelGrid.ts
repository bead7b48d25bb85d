/** Places of small panels in rows: domains of their axes. */

export interface PanelGrid {
  readonly panels: number;
  readonly columns: number;
  /** Height of a panel, pixels. */
  readonly height: number;
  /** Between rows, pixels. */
  readonly between: number;
  /** Between columns, as a share of a panel's width. */
  readonly beside: number;
}

export interface PanelPlace {
  readonly x: [number, number];
  readonly y: [number, number];
  readonly column: number;
}

/** Height of all rows, pixels. */
export function gridHeight({ panels, columns, height, between }: PanelGrid): number {
  const rows = Math.ceil(panels / columns);
  return rows * height + (rows - 1) * between;
}

/** The index-th place, from the upper left; it may be one after the last panel. */
export function panelPlace(index: number, grid: PanelGrid): PanelPlace {
  const { columns, height, between, beside } = grid;
  const whole = gridHeight(grid);
  const width = 1 / (columns + beside * (columns - 1));
  const column = index % columns;
  const left = column * (1 + beside) * width;
  const top = 1 - (Math.floor(index / columns) * (height + between)) / whole;
  return {
    x: [left, Math.min(1, left + width)],
    y: [Math.max(0, top - height / whole), top],
    column,
  };
}

/** Axis names of the panel-th trace: `x`, `y`, then `x2`, `y2` … */
export function panelAxes(panel: number): { xaxis: string; yaxis: string } {
  const suffix = panel === 0 ? '' : String(panel + 1);
  return { xaxis: `x${suffix}`, yaxis: `y${suffix}` };
}

/** The axis `x2` stands in a layout as `xaxis2`. */
export function axisKey(name: string): string {
  return `${name[0]}axis${name.slice(1)}`;
}
