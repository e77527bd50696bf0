// The closed set of reasons for which an OFD file is refused, and of remarks made on one that opens.

/** Why a package, an XML part or a document is refused. `where` names the entry or the path inside the file. */
export interface OfdError {
  readonly code: OfdErrorCode;
  readonly where: string;
}

export type OfdErrorCode =
  // The ZIP container
  | 'NOT_A_ZIP'
  | 'ZIP_TRUNCATED'
  | 'ZIP_AMBIGUOUS_END'
  | 'ZIP_LEADING_DATA'
  | 'ZIP_TRAILING_DATA'
  | 'ZIP_MULTI_DISK'
  | 'ZIP64_UNSUPPORTED'
  | 'ZIP_BAD_DIRECTORY'
  | 'ZIP_HEADER_DISAGREES'
  | 'ZIP_OVERLAP'
  | 'ZIP_ENCRYPTED'
  | 'ZIP_METHOD_UNSUPPORTED'
  | 'ZIP_UNSAFE_NAME'
  | 'ZIP_BAD_NAME'
  | 'ZIP_DUPLICATE_NAME'
  | 'ZIP_TOO_MANY_ENTRIES'
  | 'ZIP_ENTRY_TOO_LARGE'
  | 'ZIP_TOTAL_TOO_LARGE'
  | 'ZIP_RATIO_TOO_HIGH'
  | 'ZIP_DATA_DAMAGED'
  | 'ZIP_CHECKSUM'
  // XML parts
  | 'XML_ENCODING'
  | 'XML_DOCTYPE'
  | 'XML_NOT_WELL_FORMED'
  | 'XML_TOO_DEEP'
  | 'XML_TOO_MANY_NODES'
  | 'XML_TOO_MANY_ATTRIBUTES'
  | 'XML_TOO_LARGE'
  // The document
  | 'PART_MISSING'
  | 'PATH_OUTSIDE_PACKAGE'
  | 'NOT_AN_OFD'
  | 'NO_DOCUMENT'
  | 'NO_PAGE'
  | 'STRUCTURE_INVALID'
  | 'TOO_MANY_PAGES';

/** A remark on a file that opens all the same: what was met, and where. Nothing is repaired without one. */
export interface OfdWarning {
  readonly code: OfdWarningCode;
  readonly where: string;
}

export type OfdWarningCode =
  | 'ZIP_GAP'
  | 'ZIP_COMMENT'
  | 'NAME_NOT_UTF8'
  | 'NAME_WITH_BACKSLASHES'
  | 'PART_MISSING'
  | 'PART_DAMAGED'
  | 'NAMESPACE_NOT_STANDARD'
  | 'FOREIGN_ELEMENT'
  | 'UNKNOWN_ELEMENT'
  | 'VALUE_INVALID'
  | 'DUPLICATE_ID'
  | 'RESOURCE_MISSING'
  | 'TEMPLATE_MISSING'
  | 'FONT_MISSING'
  | 'FONT_UNREADABLE'
  | 'GLYPH_MISSING'
  | 'IMAGE_MISSING'
  | 'IMAGE_UNSUPPORTED'
  | 'COLOR_SPACE_MISSING'
  | 'DRAW_PARAM_MISSING'
  | 'DRAW_PARAM_LOOP'
  | 'DELTA_MISSING'
  | 'COMPOSITE_MISSING'
  | 'NESTED_TOO_DEEP'
  | 'SHADING_SIMPLIFIED'
  | 'PATTERN_SKIPPED'
  | 'STAMP_PICTURE_UNREADABLE'
  | 'PAGE_TOO_COMPLEX';

/** Collects remarks once each: a resource missing on every line of a page is one remark. */
export class Warnings {
  private readonly seen = new Map<string, OfdWarning>();

  add(code: OfdWarningCode, where: string): void {
    // A hostile page could make one remark per object: a thousand tell as much as a million.
    if (this.seen.size < 1000) this.seen.set(`${code}\n${where}`, { code, where });
  }

  list(): readonly OfdWarning[] {
    return [...this.seen.values()];
  }
}
