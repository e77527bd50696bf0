// The face component draws what #core/faces/svg would write: the same elements, the same text, as React elements.
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { DisplayList } from '#core/faces/display-list';
import { toSvg } from '#core/faces/svg';
import { Face } from '../../../src/renderer/evidence/face';

const list: DisplayList = {
  title: '营业执照 <样例>',
  width: 297,
  height: 210,
  regions: [],
  ops: [
    { kind: 'rect', x: 1, y: 2, w: 3, h: 4, fill: '#fffbe8' },
    {
      kind: 'text',
      x: 10,
      y: 20,
      size: 5,
      width: 40,
      anchor: 'middle',
      letterSpacing: 0.5,
      font: 'song',
      bold: true,
      colour: '#111111',
      text: '演示市 & <示例区>',
    },
    {
      kind: 'clip',
      commands: [['M', 0, 0], ['L', 9, 0], ['L', 9, 9], ['Z']],
      ops: [
        {
          kind: 'path',
          commands: [
            ['M', 0, 0],
            ['C', 1, 2, 3, 4, 5, 6],
          ],
          fill: null,
          stroke: '#aa0000',
          lineWidth: 0.3,
          dash: [1, 2],
        },
      ],
    },
  ],
};

describe('Face', () => {
  const markup = renderToStaticMarkup(<Face list={list} idPrefix="face" />);

  it('keeps the text as text, escaped, and names the picture', () => {
    expect(markup).toContain('演示市 &amp; &lt;示例区&gt;</text>');
    expect(markup).toContain('aria-label="营业执照 &lt;样例&gt;"');
    expect(markup).not.toMatch(/style=|<style/u);
  });

  it('draws as many elements of each kind as the markup of the core, and one sheet under them', () => {
    const core = toSvg(list);
    const count = (text: string, tag: string) => text.split(`<${tag}`).length - 1;
    for (const tag of ['text', 'path', 'clipPath']) expect(count(markup, tag)).toBe(count(core, tag));
    expect(count(markup, 'rect')).toBe(count(core, 'rect') + 1);
  });

  it('pins text, paths and clips as the core does', () => {
    expect(markup).toContain('x="30"');
    expect(markup).toContain('text-anchor="middle"');
    expect(markup).toContain('d="M0 0C1 2 3 4 5 6"');
    expect(markup).toContain('stroke-dasharray="1 2"');
    expect(markup).toMatch(/clip-path="url\(#face-2\)"/u);
  });
});
