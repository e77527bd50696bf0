// The ground of a document's pages: ornament that is the same on every certificate of a type, as template pages
// (GB/T 33190-2016 7.7). It is most of a file and is written once for all documents of a type.
import type { DisplayList, DisplayOp } from '../../faces/display-list';
import type { NewFile } from '../package/zip-writer';
import { writeUnits, type UnitSink } from './unit-writer';
import { element, group, num, nums, part, textElement } from './xml-writer';

export interface Ground {
  /** Of each page; undefined where a page has no ground. */
  readonly templateIds: readonly (number | undefined)[];
  /** Template pages. */
  readonly files: readonly NewFile[];
  /** CompositeGraphicUnit elements that the templates place. */
  readonly composites: readonly string[];
  /** DocumentRes.xml with these and nothing else. */
  readonly resources: NewFile;
  /** The last identifier that was given. */
  readonly maxId: number;
}

interface Known {
  readonly ops: readonly (readonly DisplayOp[])[];
  readonly ground: Ground;
}

/** By the first operation of the first page, which lives as long as its template does. */
const known = new WeakMap<DisplayOp, Known>();

/** Identifiers begin at 1: the ground is what a document is numbered from. */
export function groundOf(faces: readonly DisplayList[]): Ground {
  const ops = faces.map((face) => face.ops.slice(0, face.ground ?? 0));
  const first = ops[0]?.[0];
  if (!first) return writeGround(faces, ops);
  const last = known.get(first);
  if (last && isSame(last.ops, ops)) return last.ground;
  const ground = writeGround(faces, ops);
  known.set(first, { ops, ground });
  return ground;
}

/** The same objects at the same places: their content cannot differ then. */
function isSame(a: Known['ops'], b: Known['ops']): boolean {
  return (
    a.length === b.length &&
    a.every((page, i) => page.length === b[i]!.length && page.every((op, k) => op === b[i]![k]))
  );
}

function writeGround(faces: readonly DisplayList[], ops: Known['ops']): Ground {
  const sink = new GroundSink();
  const files: NewFile[] = [];
  const templateIds = ops.map((page, index) => {
    if (page.length === 0) return undefined;
    const [id, layerId] = [sink.nextId(), sink.nextId()];
    const { width, height } = faces[index]!;
    const area = element('Area', {}, textElement('PhysicalBox', nums(0, 0, width, height)));
    const layer = element('Layer', { ID: layerId, Type: 'Background' }, writeUnits(page, sink));
    const data = part('Page', {}, area + element('Content', {}, layer));
    files.push({ name: `Doc_0/${templateName(index)}`, data, shared: true });
    return id;
  });
  const { composites, maxId } = sink;
  return {
    templateIds,
    files,
    composites,
    resources: { ...resourcesFile([], composites), shared: true },
    maxId,
  };
}

class GroundSink implements UnitSink {
  readonly composites: string[] = [];
  maxId = 0;

  nextId(): number {
    return ++this.maxId;
  }

  fontId(): number {
    throw new Error('the ground has no text');
  }

  addComposite(width: number, height: number, content: string): number {
    const id = this.nextId();
    this.composites.push(compositeUnit(id, width, height, content));
    return id;
  }
}

export function compositeUnit(id: number, width: number, height: number, content: string): string {
  return element(
    'CompositeGraphicUnit',
    { ID: id, Width: num(width), Height: num(height) },
    element('Content', {}, content),
  );
}

export function resourcesFile(media: readonly string[], composites: readonly string[]): NewFile {
  const content = group('MultiMedias', media) + group('CompositeGraphicUnits', composites);
  return { name: 'Doc_0/DocumentRes.xml', data: part('Res', { BaseLoc: 'Res' }, content) };
}

/** For Document.xml's CommonData. */
export function templateEntry(id: number | undefined, index: number): string {
  if (id === undefined) return '';
  return element('TemplatePage', { ID: id, ZOrder: 'Background', BaseLoc: templateName(index) });
}

function templateName(index: number): string {
  return `Tpls/Tpl_${index}/Content.xml`;
}
