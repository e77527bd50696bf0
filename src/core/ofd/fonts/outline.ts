// A glyph's outline: one letter per command and its points, in font units with y upwards.

export interface Outline {
  /** M L Q C Z, with 1, 1, 2, 3, 0 points each. */
  readonly ops: string;
  /** x and y in turn. */
  readonly points: readonly number[];
}

/** Receives an outline. Open contours are closed. */
export class OutlineBuilder {
  private ops = '';
  private readonly points: number[] = [];
  private open = false;

  move(x: number, y: number): void {
    this.close();
    this.open = true;
    this.ops += 'M';
    this.points.push(x, y);
  }

  line(x: number, y: number): void {
    this.ops += 'L';
    this.points.push(x, y);
  }

  quad(cx: number, cy: number, x: number, y: number): void {
    this.ops += 'Q';
    this.points.push(cx, cy, x, y);
  }

  cubic(ax: number, ay: number, bx: number, by: number, x: number, y: number): void {
    this.ops += 'C';
    this.points.push(ax, ay, bx, by, x, y);
  }

  close(): void {
    if (this.open) this.ops += 'Z';
    this.open = false;
  }

  finish(): Outline {
    this.close();
    return { ops: this.ops, points: this.points };
  }
}
