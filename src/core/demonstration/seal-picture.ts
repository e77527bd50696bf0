// The round red seal of an invented unit as a small OFD page of 42 mm: ring, star, the name around it, "演示专用" below.
// Drawn here, and nobody's seal.
import { utf8 } from '../crypto/bytes';
import type { SealPicture } from '../eseal/seal-model';
import { writePackage } from '../ofd/package/zip-writer';

const SIZE = 42;
const CENTRE = SIZE / 2;
const RED = '200 16 26';
const NS = 'xmlns:ofd="http://www.ofdspec.org/2016"';

/** @param name what stands around the ring */
export function sealPicture(name: string): SealPicture {
  const part = (path: string, xml: string) => ({
    name: path,
    data: utf8(`<?xml version="1.0" encoding="UTF-8"?>${xml}`),
  });
  const data = writePackage([
    part(
      'OFD.xml',
      `<ofd:OFD ${NS} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>${'0'.repeat(32)}</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    ),
    part(
      'Doc_0/Document.xml',
      `<ofd:Document ${NS}><ofd:CommonData><ofd:MaxUnitID>999</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 ${SIZE} ${SIZE}</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Page.xml"/></ofd:Pages></ofd:Document>`,
    ),
    part(
      'Doc_0/PublicRes.xml',
      `<ofd:Res ${NS} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="2" FontName="宋体" FamilyName="宋体" Bold="true"/></ofd:Fonts></ofd:Res>`,
    ),
    part('Doc_0/Page.xml', page(name)),
  ]);
  return { type: 'ofd', data, widthMm: SIZE, heightMm: SIZE };
}

function page(name: string): string {
  const units = [ring(), star(), ...around(name), ...below('演示专用')];
  const numbered = units.map((unit, index) => unit.replace('ID=""', `ID="${index + 10}"`));
  return `<ofd:Page ${NS}><ofd:Content><ofd:Layer ID="9">${numbered.join('')}</ofd:Layer></ofd:Content></ofd:Page>`;
}

const COLOURED = `<ofd:FillColor Value="${RED}"/><ofd:StrokeColor Value="${RED}"/>`;

function ring(): string {
  const radius = CENTRE - 1;
  const k = round(radius * 0.5523);
  const [c, near, far] = [CENTRE, CENTRE - radius, CENTRE + radius];
  const data =
    `M ${near} ${c} B ${near} ${c - k} ${c - k} ${near} ${c} ${near} B ${c + k} ${near} ${far} ${c - k} ${far} ${c} ` +
    `B ${far} ${c + k} ${c + k} ${far} ${c} ${far} B ${c - k} ${far} ${near} ${c + k} ${near} ${c} C`;
  return `<ofd:PathObject ID="" Boundary="0 0 ${SIZE} ${SIZE}" LineWidth="1.2" Stroke="true" Fill="false">${COLOURED}<ofd:AbbreviatedData>${data}</ofd:AbbreviatedData></ofd:PathObject>`;
}

function star(): string {
  const points = Array.from({ length: 10 }, (_, index) => {
    const radius = index % 2 === 0 ? 7 : 7 * 0.382;
    const angle = (index * Math.PI) / 5;
    return `${round(CENTRE + radius * Math.sin(angle))} ${round(CENTRE - radius * Math.cos(angle))}`;
  });
  const data = `M ${points.join(' L ')} C`;
  return `<ofd:PathObject ID="" Boundary="0 0 ${SIZE} ${SIZE}" Stroke="false" Fill="true">${COLOURED}<ofd:AbbreviatedData>${data}</ofd:AbbreviatedData></ofd:PathObject>`;
}

/** Each character stands upright on the ring, the middle one on top. */
function around(name: string): string[] {
  const characters = [...name];
  const size = characters.length > 12 ? 4 : 5;
  const radius = CENTRE - 2.6 - size;
  const spread = Math.min((Math.PI * 4) / 3, (characters.length * size * 1.25) / radius);
  const step = characters.length > 1 ? spread / (characters.length - 1) : 0;
  return characters.map((character, index) => {
    const angle = characters.length > 1 ? -spread / 2 + index * step : 0;
    return glyph(character, size, angle, radius);
  });
}

function glyph(character: string, size: number, angle: number, radius: number): string {
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  // CTM places the character's own box, whose baseline's middle lies on the circle.
  const x = CENTRE + radius * sin - (size / 2) * cos;
  const y = CENTRE - radius * cos - (size / 2) * sin;
  const matrix = [cos, sin, -sin, cos, x, y].map(round).join(' ');
  return (
    `<ofd:TextObject ID="" Boundary="0 0 ${SIZE} ${SIZE}" CTM="${matrix}" Font="2" Size="${size}" Weight="700">${COLOURED}` +
    `<ofd:TextCode X="0" Y="0">${escaped(character)}</ofd:TextCode></ofd:TextObject>`
  );
}

function below(text: string): string[] {
  const size = 3.6;
  const start = CENTRE - ([...text].length * size) / 2;
  return [...text].map(
    (character, index) =>
      `<ofd:TextObject ID="" Boundary="0 0 ${SIZE} ${SIZE}" Font="2" Size="${size}" Weight="700">${COLOURED}` +
      `<ofd:TextCode X="${round(start + index * size)}" Y="${CENTRE + 13.5}">${escaped(character)}</ofd:TextCode></ofd:TextObject>`,
  );
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
