// Writes src/renderer/styles/antd.css: the styles and variables of the antd components that the screens use, made ahead
// of time, because the window's content security policy allows no style that is made at run time.
// Run: node scripts/run-ts.mjs tests/support/gallery/make-antd-css.ts
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createCache, extractStyle, StyleProvider } from '@ant-design/cssinjs';
import { Button, ConfigProvider, Descriptions, Input, Tag } from 'antd';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { ANTD_THEME } from '../../../src/renderer/parts/antd-theme';

const cache = createCache();
const used = [
  createElement(Button, { key: 'button', type: 'primary' }, '按钮'),
  createElement(Input, { key: 'input' }),
  createElement(Tag, { key: 'tag', color: 'green' }, '标签'),
  createElement(Descriptions, {
    key: 'descriptions',
    bordered: true,
    items: [{ key: 'a', label: '项', children: '值' }],
  }),
];
renderToString(
  createElement(
    StyleProvider,
    { cache },
    createElement(ConfigProvider, { theme: { ...ANTD_THEME, zeroRuntime: false } }, used),
  ),
);
const css = extractStyle(cache, { plain: true });
const target = resolve(import.meta.dirname, '../../../src/renderer/styles/antd.css');
await writeFile(target, `/* Made by tests/support/gallery/make-antd-css.ts; do not edit. */\n${css}\n`);
console.log(`${target}: ${css.length} characters`);
