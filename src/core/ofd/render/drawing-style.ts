// Which line and colours a unit is drawn with: its own, its drawing parameters', its layer's, the standard's defaults.
import type { DrawParam, Resources } from '../document/document-model';
import type { Color, Id, StrokeStyle } from '../document/graphics-model';
import type { Warnings } from '../errors';

export interface DrawingStyle extends StrokeStyle {
  readonly fillColor: Color | undefined;
  readonly strokeColor: Color | undefined;
}

export const NO_STYLE: DrawingStyle = {
  lineWidth: undefined,
  cap: undefined,
  join: undefined,
  miterLimit: undefined,
  dashOffset: undefined,
  dashPattern: undefined,
  fillColor: undefined,
  strokeColor: undefined,
};

const MAX_RELATIVES = 32;

/** Drawing parameters with all they inherit (8.2: Relative), over `below`. */
export function styleOf(
  id: Id | undefined,
  below: DrawingStyle,
  resources: Resources,
  warnings: Warnings,
  where: string,
): DrawingStyle {
  let style = NO_STYLE;
  const seen = new Set<Id>();
  for (let next = id; next !== undefined;) {
    if (seen.has(next) || seen.size >= MAX_RELATIVES) {
      warnings.add('DRAW_PARAM_LOOP', `${where} ${next}`);
      break;
    }
    seen.add(next);
    const param: DrawParam | undefined = resources.drawParam(next);
    if (!param) {
      warnings.add('DRAW_PARAM_MISSING', `${where} ${next}`);
      break;
    }
    style = over(style, param);
    next = param.relative;
  }
  return over(style, below);
}

/** The members of `above`, where given, else those of `below`. */
export function over(above: DrawingStyle, below: DrawingStyle): DrawingStyle {
  return {
    lineWidth: above.lineWidth ?? below.lineWidth,
    cap: above.cap ?? below.cap,
    join: above.join ?? below.join,
    miterLimit: above.miterLimit ?? below.miterLimit,
    dashOffset: above.dashOffset ?? below.dashOffset,
    dashPattern: above.dashPattern ?? below.dashPattern,
    fillColor: above.fillColor ?? below.fillColor,
    strokeColor: above.strokeColor ?? below.strokeColor,
  };
}
