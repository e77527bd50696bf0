// "Painted" as the benchmarks mean it: two animation frames after React has committed.

export function afterPaint(then: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(then));
}
