// Reads XML parts of a package, once each.
import { err, ok, type Result } from '../../result';
import type { OfdError, Warnings } from '../errors';
import type { OfdPackage } from '../package/zip-reader';
import { parseXml } from '../xml/xml-parser';
import type { XmlElement } from '../xml/xml-tree';
import type { ReadContext } from './values';
import { resolvePath } from './part-path';

const STANDARD_NAMESPACE = 'http://www.ofdspec.org/2016';

export class PartReader {
  private readonly parsed = new Map<string, Result<XmlElement, OfdError>>();

  constructor(
    readonly files: OfdPackage,
    readonly warnings: Warnings,
  ) {}

  /** The root of a part that must be there. */
  require(name: string): Result<XmlElement, OfdError> {
    const known = this.parsed.get(name);
    if (known) return known;
    const bytes = this.files.readEntry(name);
    const root = bytes.ok ? parseXml(bytes.value, name) : bytes;
    if (root.ok && root.value.namespace !== STANDARD_NAMESPACE) {
      this.warnings.add('NAMESPACE_NOT_STANDARD', `${name} ${root.value.namespace}`);
    }
    this.parsed.set(name, root);
    return root;
  }

  /** The root of a part that a file can do without: missing or damaged, it is remarked. */
  optional(name: string): XmlElement | undefined {
    const root = this.require(name);
    if (root.ok) return root.value;
    this.warnings.add(root.error.code === 'PART_MISSING' ? 'PART_MISSING' : 'PART_DAMAGED', name);
    return undefined;
  }

  /** Resolves a location written in `from`; outside the package it is an error. */
  resolve(from: string, location: string): Result<string, OfdError> {
    const path = resolvePath(from, location);
    return path === undefined
      ? err({ code: 'PATH_OUTSIDE_PACKAGE', where: `${from} ${location}` })
      : ok(path);
  }

  /** As `resolve`, for what a file can do without. */
  resolveOptional(from: string, location: string, base?: string): string | undefined {
    const path = resolvePath(from, location, base);
    if (path === undefined) this.warnings.add('PART_MISSING', `${from} ${location}`);
    return path;
  }

  context(part: string): ReadContext {
    return { part, warnings: this.warnings };
  }
}
