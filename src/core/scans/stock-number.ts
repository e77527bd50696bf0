// The serial number on a blank certificate form (证件用纸): its shape is data under resources/scans, because each issuer's
// printer has its own.
import { z } from 'zod';

/** `prefix` followed by exactly `digits` digits: `ZZ` + 8 → ZZ00012345. */
export const stockShapeSchema = z.strictObject({
  name: z.string().min(2).max(40),
  // A letter first: otherwise a number of digits alone could also be a matter's code or an ID number.
  prefix: z.string().regex(/^[A-Z][A-Z0-9-]{0,9}$/),
  digits: z.int().min(4).max(14),
});

/** The file resources/scans/stock-numbers.json. */
export const stockShapesSchema = z.strictObject({
  id: z.literal('stock-numbers'),
  shapes: z.array(stockShapeSchema).max(40),
});

export type StockShape = z.infer<typeof stockShapeSchema>;

export function stockShapeOf(text: string, shapes: readonly StockShape[]): StockShape | undefined {
  return shapes.find(
    ({ prefix, digits }) =>
      text.length === prefix.length + digits &&
      text.startsWith(prefix) &&
      /^[0-9]+$/.test(text.slice(prefix.length)),
  );
}
