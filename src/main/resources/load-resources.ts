// Reads the data under resources/ once at start: schema-checked, cross-checked, errors that name file and field.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { certificateTypeSchema, type CertificateType } from '#core/catalogue/certificate-type';
import { matterSchema, type Matter } from '#core/catalogue/matter';
import { faceTemplateSchema, type FaceTemplate } from '#core/faces/face-template';
import { err, ok, type Result } from '#core/result';
import { rulePackSchema, type RulePack } from '#core/rules/rule-pack';
import { stockShapesSchema, type StockShape } from '#core/scans/stock-number';
import { workingCalendarSchema, type WorkingCalendar } from '#core/time/working-days';
import type { ResourceError } from '#shared/system-errors';
import { findBrokenReference } from './cross-check';

/** Each map is keyed by the entry's own id. */
export interface Resources {
  readonly rulePacks: ReadonlyMap<string, RulePack>;
  readonly certificateTypes: ReadonlyMap<string, CertificateType>;
  readonly matters: ReadonlyMap<string, Matter>;
  readonly faces: ReadonlyMap<string, FaceTemplate>;
  /** Public holidays, one notice a year. */
  readonly calendars: ReadonlyMap<string, WorkingCalendar>;
  /** How serial numbers on blank certificate forms look. */
  readonly stockShapes: readonly StockShape[];
}

/** Folder of each kind under resources/. */
const FOLDERS = {
  rulePacks: 'rule-packs',
  certificateTypes: 'catalogue',
  matters: 'matters',
  faces: 'faces',
  calendars: 'calendars',
} as const;

/** Synchronous: the window cannot be drawn without it. `dir` is the absolute path of the resources folder. */
export function loadResources(dir: string): Result<Resources, ResourceError> {
  const rulePacks = loadFolder(dir, FOLDERS.rulePacks, rulePackSchema);
  if (!rulePacks.ok) return rulePacks;
  const certificateTypes = loadFolder(dir, FOLDERS.certificateTypes, certificateTypeSchema);
  if (!certificateTypes.ok) return certificateTypes;
  const matters = loadFolder(dir, FOLDERS.matters, matterSchema);
  if (!matters.ok) return matters;
  const faces = loadFolder(dir, FOLDERS.faces, faceTemplateSchema);
  if (!faces.ok) return faces;
  const calendars = loadFolder(dir, FOLDERS.calendars, workingCalendarSchema);
  if (!calendars.ok) return calendars;
  const stock = loadFile(dir, 'scans/stock-numbers.json', stockShapesSchema);
  if (!stock.ok) return stock;

  const resources: Resources = {
    rulePacks: rulePacks.value,
    certificateTypes: certificateTypes.value,
    matters: matters.value,
    faces: faces.value,
    calendars: calendars.value,
    stockShapes: stock.value.shapes,
  };
  const broken = findBrokenReference(resources);
  if (broken === null) return ok(resources);
  const { kind, id, field, detail } = broken;
  return err({ code: 'RESOURCE_BROKEN_REFERENCE', file: `${FOLDERS[kind]}/${id}.json`, field, detail });
}

function loadFolder<T extends { readonly id: string }>(
  dir: string,
  folder: string,
  schema: z.ZodType<T>,
): Result<Map<string, T>, ResourceError> {
  const names = listJson(dir, folder);
  if (!names.ok) return names;
  const entries = new Map<string, T>();
  for (const name of names.value) {
    const entry = loadFile(dir, `${folder}/${name}`, schema);
    if (!entry.ok) return entry;
    if (`${entry.value.id}.json` !== name) {
      const detail = `id is ${entry.value.id}`;
      return err({ code: 'RESOURCE_MISNAMED', file: `${folder}/${name}`, field: 'id', detail });
    }
    entries.set(entry.value.id, entry.value);
  }
  return ok(entries);
}

function listJson(dir: string, folder: string): Result<string[], ResourceError> {
  try {
    const names = readdirSync(join(dir, folder)).filter((name) => name.endsWith('.json'));
    return ok(names.sort());
  } catch (cause) {
    return err({ code: 'RESOURCE_UNREADABLE', file: folder, field: '', detail: messageOf(cause) });
  }
}

function loadFile<T>(dir: string, file: string, schema: z.ZodType<T>): Result<T, ResourceError> {
  let text: string;
  try {
    text = readFileSync(join(dir, file), 'utf8');
  } catch (cause) {
    return err({ code: 'RESOURCE_UNREADABLE', file, field: '', detail: messageOf(cause) });
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    return err({ code: 'RESOURCE_NOT_JSON', file, field: '', detail: messageOf(cause) });
  }
  // Each schema runs a few times only: compiling it into a function, as zod does by default, takes longer than that.
  const parsed = schema.safeParse(json, { jitless: true });
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  const field = issue?.path.map(String).join('.') ?? '';
  return err({ code: 'RESOURCE_INVALID', file, field, detail: issue?.message ?? '' });
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
