// Documents, pages, resources and what hangs on them (GB/T 33190-2016 7 and 14 to 20), as data.
import type { Box } from './geometry';
import type { Color, GraphicUnit, Id, StrokeStyle } from './graphics-model';

/** CT_DocInfo, 7.4. Dates are given as they are written. */
export interface DocInfo {
  readonly docId: string | undefined;
  readonly title: string | undefined;
  readonly author: string | undefined;
  readonly subject: string | undefined;
  readonly abstract: string | undefined;
  readonly creationDate: string | undefined;
  readonly modDate: string | undefined;
  readonly docUsage: string | undefined;
  readonly creator: string | undefined;
  readonly creatorVersion: string | undefined;
  readonly keywords: readonly string[];
  readonly customData: readonly { readonly name: string; readonly value: string }[];
}

/** One DocBody of OFD.xml. Paths are names of entries. */
export interface DocBody {
  readonly info: DocInfo;
  readonly docRoot: string;
  readonly signatures: string | undefined;
}

/** CT_PageArea, 7.5. */
export interface PageArea {
  readonly physical: Box;
  readonly application: Box | undefined;
  readonly content: Box | undefined;
  readonly bleed: Box | undefined;
}

export interface PageRef {
  readonly id: Id;
  readonly part: string;
}

export type LayerType = 'Background' | 'Body' | 'Foreground';

export interface Layer {
  readonly id: Id | undefined;
  readonly type: LayerType;
  readonly drawParam: Id | undefined;
  readonly units: readonly GraphicUnit[];
}

/** The content of one page or template file. */
export interface PageContent {
  readonly part: string;
  readonly layers: readonly Layer[];
  readonly resources: Resources;
}

/** A page with its templates, in the order of painting (7.7): templates and layers of the back, body, foreground. */
export interface Page extends PageContent {
  readonly id: Id;
  readonly index: number;
  readonly area: PageArea;
  readonly templates: readonly { readonly zOrder: LayerType; readonly content: PageContent }[];
}

/** Looks resources up, the page's own first, then the document's, then the public ones. */
export interface Resources {
  font(id: Id): FontResource | undefined;
  colorSpace(id: Id): ColorSpace | undefined;
  drawParam(id: Id): DrawParam | undefined;
  media(id: Id): MediaResource | undefined;
  composite(id: Id): CompositeResource | undefined;
}

/** CT_Font, 11.1. `file` is the entry's name of the embedded font. */
export interface FontResource {
  readonly id: Id;
  readonly fontName: string;
  readonly familyName: string | undefined;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly serif: boolean;
  readonly fixedWidth: boolean;
  readonly file: string | undefined;
}

/** CT_ColorSpace, 8.3.1. */
export interface ColorSpace {
  readonly type: 'GRAY' | 'RGB' | 'CMYK';
  readonly bitsPerComponent: number;
  readonly palette: readonly (readonly number[])[];
}

/** CT_DrawParam, 8.2. */
export interface DrawParam extends StrokeStyle {
  readonly id: Id;
  readonly relative: Id | undefined;
  readonly fillColor: Color | undefined;
  readonly strokeColor: Color | undefined;
}

/** CT_MultiMedia, 7.9. */
export interface MediaResource {
  readonly id: Id;
  readonly type: string;
  readonly format: string | undefined;
  readonly file: string;
}

/** CT_VectorG, 13. */
export interface CompositeResource {
  readonly id: Id;
  readonly width: number;
  readonly height: number;
  readonly units: readonly GraphicUnit[];
}

/** Annot, 15. `boundary` is where the appearance stands on the page; its units are relative to it. */
export interface Annotation {
  readonly id: Id | undefined;
  readonly pageId: Id;
  readonly type: string;
  readonly subtype: string | undefined;
  readonly visible: boolean;
  readonly print: boolean;
  readonly creator: string | undefined;
  readonly remark: string | undefined;
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
  readonly boundary: Box | undefined;
  readonly units: readonly GraphicUnit[];
}

/** CT_Attachment, 20. */
export interface Attachment {
  readonly id: string | undefined;
  readonly name: string;
  readonly format: string | undefined;
  readonly visible: boolean;
  readonly usage: string | undefined;
  /** The entry's name; undefined when the file names none or leaves the package. */
  readonly file: string | undefined;
}

/** CustomTag, 16. */
export interface CustomTag {
  readonly typeId: string | undefined;
  readonly nameSpace: string | undefined;
  readonly file: string | undefined;
  readonly schema: string | undefined;
}

/** CT_Permission, 7.5: what the writer allows; absent members are allowed. */
export interface Permissions {
  readonly edit: boolean;
  readonly annot: boolean;
  readonly export: boolean;
  readonly signature: boolean;
  readonly watermark: boolean;
  readonly printScreen: boolean;
  readonly printable: boolean;
  readonly copies: number | undefined;
  readonly validFrom: string | undefined;
  readonly validTo: string | undefined;
}
