// A certificate's face: the display list of #core/faces as SVG elements with real text, no markup strings.
import type { ReactNode } from 'react';
import type { DisplayList, DisplayOp } from '#core/faces/display-list';
import { anchorX, FONT_STACKS, pathData } from '#core/faces/svg';
import { assertNever } from '#core/result';

interface Props {
  readonly list: DisplayList;
  /** Keeps the clips of two faces on one screen apart. */
  readonly idPrefix: string;
}

export function Face({ list, idPrefix }: Props) {
  return (
    <svg
      className="face"
      viewBox={`0 0 ${list.width} ${list.height}`}
      role="group"
      aria-label={list.title}
      xmlns="http://www.w3.org/2000/svg"
    >
      <title>{list.title}</title>
      <rect width={list.width} height={list.height} fill="#ffffff" />
      {drawAll(list.ops, idPrefix)}
    </svg>
  );
}

function drawAll(ops: readonly DisplayOp[], path: string): ReactNode[] {
  return ops.map((op, index) => draw(op, `${path}-${index}`));
}

function draw(op: DisplayOp, path: string): ReactNode {
  switch (op.kind) {
    case 'text':
      return (
        <text
          key={path}
          x={anchorX(op)}
          y={op.y}
          fontFamily={FONT_STACKS[op.font]}
          fontSize={op.size}
          fontWeight={op.bold ? 700 : undefined}
          fill={op.colour}
          textAnchor={op.anchor === 'start' ? undefined : op.anchor}
          letterSpacing={op.letterSpacing === 0 ? undefined : op.letterSpacing}
          xmlSpace="preserve"
        >
          {op.text}
        </text>
      );
    case 'rect':
      return <rect key={path} x={op.x} y={op.y} width={op.w} height={op.h} fill={op.fill} />;
    case 'path':
      return (
        <path
          key={path}
          d={pathData(op.commands)}
          fill={op.fill ?? 'none'}
          stroke={op.stroke ?? undefined}
          strokeWidth={op.stroke === null ? undefined : op.lineWidth}
          strokeLinejoin={op.stroke === null ? undefined : 'round'}
          strokeDasharray={op.dash.length > 0 ? op.dash.join(' ') : undefined}
        />
      );
    case 'clip':
      return (
        <g key={path}>
          <clipPath id={path}>
            <path d={pathData(op.commands)} />
          </clipPath>
          <g clipPath={`url(#${path})`}>{drawAll(op.ops, path)}</g>
        </g>
      );
    default:
      return assertNever(op);
  }
}
