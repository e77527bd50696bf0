// One page with a bit of everything, for the visual test: what goes wrong shows at a glance.
import { TINY_PNG, smallOfd } from './build-ofd';

const RED = '<ofd:FillColor Value="200 20 20"/>';
const TRIANGLE = '<ofd:AbbreviatedData>M 0 0 L 20 0 L 10 16 C</ofd:AbbreviatedData>';
const STOPS =
  '<ofd:Segment Position="0"><ofd:Color Value="255 220 0"/></ofd:Segment><ofd:Segment Position="0.5"><ofd:Color Value="220 0 0"/></ofd:Segment><ofd:Segment Position="1"><ofd:Color Value="0 0 180"/></ofd:Segment>';
const SQUARE = '<ofd:AbbreviatedData>M 0 0 L 20 0 L 20 16 L 0 16 C</ofd:AbbreviatedData>';

const path = (boundary: string, attributes: string, inside: string): string =>
  `<ofd:PathObject Boundary="${boundary}" ${attributes}>${inside}</ofd:PathObject>`;
const text = (boundary: string, attributes: string, code: string, color = ''): string =>
  `<ofd:TextObject Boundary="${boundary}" Font="3" Size="5" ${attributes}>${color}${code}</ofd:TextObject>`;
const image = (boundary: string, attributes: string): string =>
  `<ofd:ImageObject Boundary="${boundary}" ResourceID="60" ${attributes}/>`;
const shading = (inside: string): string => `<ofd:FillColor>${inside}</ofd:FillColor>${SQUARE}`;
const clip = (d: string): string =>
  `<ofd:Clip><ofd:Area><ofd:Path Boundary="0 0 20 16"><ofd:AbbreviatedData>${d}</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip>`;

const ROWS = [
  // Lines: caps, joins, dashes; filling rules; arcs.
  path('2 2 20 16', 'Fill="true" LineWidth="1.5" Join="Round"', `${RED}${TRIANGLE}`),
  path('26 2 20 16', 'LineWidth="1" DashPattern="3 1.5" Cap="Round"', TRIANGLE),
  path(
    '50 2 20 16',
    'Fill="true" Stroke="false" Rule="Even-Odd"',
    `${RED}<ofd:AbbreviatedData>M 10 0 L 16 16 L 0 6 L 20 6 L 4 16 C</ofd:AbbreviatedData>`,
  ),
  path(
    '74 2 24 16',
    'LineWidth="0.6"',
    '<ofd:AbbreviatedData>M 2 8 A 8 5 20 1 1 18 8 Q 20 16 10 12 B 8 10 6 16 2 8 C</ofd:AbbreviatedData>',
  ),
  // Shadings, pattern, clips.
  path(
    '2 22 20 16',
    'Fill="true" Stroke="false"',
    shading(`<ofd:AxialShd StartPoint="2 0" EndPoint="18 0" Extend="3">${STOPS}</ofd:AxialShd>`),
  ),
  path(
    '26 22 20 16',
    'Fill="true" Stroke="false"',
    shading(
      `<ofd:RadialShd StartPoint="10 8" EndPoint="10 8" StartRadius="1" EndRadius="8" Extend="1">${STOPS}</ofd:RadialShd>`,
    ),
  ),
  path(
    '50 22 20 16',
    'Fill="true"',
    shading(
      `<ofd:Pattern Width="4" Height="4" ReflectMethod="Column"><ofd:CellContent>${path('0 0 4 4', 'LineWidth="0.4"', '<ofd:AbbreviatedData>M 0 0 L 4 4</ofd:AbbreviatedData>')}</ofd:CellContent></ofd:Pattern>`,
    ),
  ),
  path(
    '74 22 20 16',
    'Fill="true" Stroke="false"',
    `<ofd:Clips>${clip('M 0 0 L 20 0 L 0 16 C')}${clip('M 4 0 L 20 0 L 20 12 L 4 12 C')}</ofd:Clips>${RED}${SQUARE}`,
  ),
  // Images: in place, turned, masked, faded; a composite used twice.
  image('2 42 20 10', 'CTM="20 0 0 10 0 0"'),
  image('26 42 20 14', 'CTM="12 6 -6 8 7 0"'),
  image('50 42 20 10', 'CTM="20 0 0 10 0 0" ImageMask="60" Alpha="128"'),
  '<ofd:CompositeObject Boundary="74 42 12 10" CTM="0.5 0 0 0.5 0 0" ResourceID="70"/>',
  '<ofd:CompositeObject Boundary="86 42 12 10" CTM="0.4 0.2 -0.2 0.4 4 0" Alpha="128" ResourceID="70"/>',
  // Text: spread, narrow, turned, slanted and bold, outlined, shaded.
  text('2 60 40 8', '', '<ofd:TextCode X="0" Y="6" DeltaX="g 3 7">电子证照</ofd:TextCode>'),
  text('34 60 40 8', 'HScale="0.6"', '<ofd:TextCode X="0" Y="6" DeltaX="g 3 3.2">电子证照</ofd:TextCode>'),
  text(
    '50 60 40 8',
    'CharDirection="90"',
    '<ofd:TextCode X="0" Y="0" DeltaX="g 3 6">电子证照</ofd:TextCode>',
  ),
  text(
    '2 70 40 8',
    'Weight="700" Italic="true"',
    '<ofd:TextCode X="0" Y="6" DeltaX="g 3 5.5">电子证照</ofd:TextCode>',
    RED,
  ),
  text(
    '30 70 40 8',
    'Stroke="true" Fill="false" LineWidth="0.15"',
    '<ofd:TextCode X="0" Y="6" DeltaX="g 3 5.5">电子证照</ofd:TextCode>',
    '<ofd:StrokeColor Value="0 0 160"/>',
  ),
  text(
    '58 70 40 8',
    '',
    '<ofd:TextCode X="0" Y="6" DeltaX="g 3 5.5">电子证照</ofd:TextCode>',
    `<ofd:FillColor><ofd:AxialShd StartPoint="0 0" EndPoint="22 0" Extend="3">${STOPS}</ofd:AxialShd></ofd:FillColor>`,
  ),
];

export const FEATURE_PAGE = smallOfd({
  content: `<ofd:Layer ID="2">${ROWS.join('')}</ofd:Layer>`,
  resources:
    '<ofd:MultiMedias><ofd:MultiMedia ID="60" Type="Image"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>' +
    `<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="70" Width="24" Height="20"><ofd:Content>${path('1 1 20 16', 'Fill="true"', `${RED}${TRIANGLE}`)}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>`,
  files: { 'Doc_0/Res/a.png': TINY_PNG },
});
