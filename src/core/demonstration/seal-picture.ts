// The demonstration seal's picture: an OFD of one page (round frame, star, words), drawn by any OFD reader at any size.
import { utf8 } from '../crypto/bytes';
import type { SealPicture } from '../eseal/seal-model';
import { writePackage } from '../ofd/package/zip-writer';

const NS = 'xmlns:ofd="http://www.ofdspec.org/2016"';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
const RED = '<ofd:FillColor Value="213 0 0"/>';
/** Millimetres: a unit's round seal. */
const SIZE = 40;
const CENTRE = SIZE / 2;
const ARC_RADIUS = 16.2;
const ARC_LETTER = 4;
const FOOT_LETTER = 3;

/** `around` runs along the upper arc, `foot` stands under the star. Characters one em wide each (Chinese). */
export function demonstrationSealPicture(around: string, foot: string): SealPicture {
  const units = [frame(), star(), ...arcText(around), ...footText(foot)];
  const content = units.map((unit, index) => unit(10 + index)).join('');
  const data = writePackage([
    {
      name: 'OFD.xml',
      data: utf8(
        `${DECLARATION}<ofd:OFD ${NS} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>${'0'.repeat(31)}1</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
      ),
    },
    {
      name: 'Doc_0/Document.xml',
      data: utf8(
        `${DECLARATION}<ofd:Document ${NS}><ofd:CommonData><ofd:MaxUnitID>${10 + units.length}</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 ${SIZE} ${SIZE}</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>`,
      ),
    },
    {
      name: 'Doc_0/PublicRes.xml',
      data: utf8(
        `${DECLARATION}<ofd:Res ${NS} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="2" FontName="宋体" FamilyName="宋体"/></ofd:Fonts></ofd:Res>`,
      ),
    },
    {
      name: 'Doc_0/Pages/Page_0/Content.xml',
      data: utf8(
        `${DECLARATION}<ofd:Page ${NS}><ofd:Content><ofd:Layer ID="3">${content}</ofd:Layer></ofd:Content></ofd:Page>`,
      ),
    },
  ]);
  return { type: 'ofd', data, widthMm: SIZE, heightMm: SIZE };
}

type Unit = (id: number) => string;

function frame(): Unit {
  const radius = CENTRE - 1;
  const box = `Boundary="0 0 ${SIZE} ${SIZE}"`;
  const path = `M ${CENTRE - radius} ${CENTRE} A ${radius} ${radius} 0 1 1 ${CENTRE + radius} ${CENTRE} A ${radius} ${radius} 0 1 1 ${CENTRE - radius} ${CENTRE} C`;
  return (id) =>
    `<ofd:PathObject ID="${id}" ${box} LineWidth="1.2"><ofd:StrokeColor Value="213 0 0"/><ofd:AbbreviatedData>${path}</ofd:AbbreviatedData></ofd:PathObject>`;
}

function star(): Unit {
  const outer = 6;
  // Five lines that cross, as the flag's star is drawn: the inner radius follows from the outer.
  const inner = (outer * Math.sin(Math.PI / 10)) / Math.sin((3 * Math.PI) / 10);
  const points = Array.from({ length: 10 }, (_, i) => {
    const angle = (i * Math.PI) / 5;
    const radius = i % 2 === 0 ? outer : inner;
    return `${mm(CENTRE + radius * Math.sin(angle))} ${mm(CENTRE - radius * Math.cos(angle))}`;
  });
  return (id) =>
    `<ofd:PathObject ID="${id}" Boundary="0 0 ${SIZE} ${SIZE}" Stroke="false" Fill="true">${RED}<ofd:AbbreviatedData>M ${points.join(' L ')} C</ofd:AbbreviatedData></ofd:PathObject>`;
}

/** Letters stand on the inside of the frame, spread over 240° at most, their heads outwards. */
function arcText(text: string): Unit[] {
  const letters = [...text];
  const each = Math.min(((240 / 180) * Math.PI) / Math.max(1, letters.length), 0.42);
  return letters.map((letter, index) => {
    const angle = (index - (letters.length - 1) / 2) * each;
    const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
    // The matrix turns the letter about its own middle and puts that on the arc; the boundary is the whole seal.
    const x = CENTRE + ARC_RADIUS * sin - (cos - sin) * (ARC_LETTER / 2);
    const y = CENTRE - ARC_RADIUS * cos - (sin + cos) * (ARC_LETTER / 2);
    return (id) =>
      `<ofd:TextObject ID="${id}" Boundary="0 0 ${SIZE} ${SIZE}" CTM="${[cos, sin, -sin, cos, x, y].map(mm).join(' ')}" Font="2" Size="${ARC_LETTER}">${RED}<ofd:TextCode X="0" Y="${mm(ARC_LETTER * 0.88)}">${letter}</ofd:TextCode></ofd:TextObject>`;
  });
}

function footText(text: string): Unit[] {
  const letters = [...text];
  const left = CENTRE - (letters.length * FOOT_LETTER) / 2;
  const delta = letters.length > 1 ? ` DeltaX="g ${letters.length - 1} ${FOOT_LETTER}"` : '';
  const top = CENTRE + 8;
  return [
    (id) =>
      `<ofd:TextObject ID="${id}" Boundary="${left} ${top} ${letters.length * FOOT_LETTER} ${FOOT_LETTER + 1}" Font="2" Size="${FOOT_LETTER}">${RED}<ofd:TextCode X="0" Y="${mm(FOOT_LETTER * 0.88)}"${delta}>${text}</ofd:TextCode></ofd:TextObject>`,
  ];
}

function mm(value: number): string {
  return String(Number(value.toFixed(4)));
}
