// A glyph's outline: commands in font units, y upwards, as numbers in one flat list.

/** Receives an outline. Contours are closed by their owner. */
export class OutlineBuilder {
  private readonly parts: string[] = [];
  private open = false;

  move(x: number, y: number): void {
    this.close();
    this.open = true;
    this.parts.push(`M${x} ${y}`);
  }

  line(x: number, y: number): void {
    this.parts.push(`L${x} ${y}`);
  }

  quad(cx: number, cy: number, x: number, y: number): void {
    this.parts.push(`Q${cx} ${cy} ${x} ${y}`);
  }

  cubic(ax: number, ay: number, bx: number, by: number, x: number, y: number): void {
    this.parts.push(`C${ax} ${ay} ${bx} ${by} ${x} ${y}`);
  }

  close(): void {
    if (this.open) this.parts.push('Z');
    this.open = false;
  }

  /** SVG path data in font units, y upwards; empty for a blank glyph. */
  toPathData(): string {
    this.close();
    return this.parts.join('');
  }
}
