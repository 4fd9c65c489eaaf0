import type { OperationSpec } from './schema.ts';
import { WD_NS } from './soap.ts';
import { attributeOf, childOf, textOf, type XmlElement } from './xml-tree.ts';

export interface RequestedId {
  readonly type: string;
  readonly value: string;
  readonly parent: string | null;
}

/** One reference of a request: any of its IDs will do. */
export interface RequestedReference {
  readonly element: string;
  readonly ids: readonly RequestedId[];
}

/** A validated request. */
export interface ReadRequest {
  readonly spec: OperationSpec;
  readonly references: readonly RequestedReference[] | null;
  readonly criteria: readonly XmlElement[];
  /** Milliseconds; null if the reader did not pin the set. */
  readonly asOf: number | null;
  readonly effectiveDate: string | null;
  readonly page: number;
  readonly count: number;
  readonly includeReference: boolean;
  readonly includeAttachments: boolean;
  /** Every flag of Response_Group that is set. */
  readonly flags: ReadonlySet<string>;
  readonly described: boolean;
  /** Request_References or Request_Criteria, to be echoed. */
  readonly echo: XmlElement | null;
  readonly group: XmlElement | null;
}

/** A moment of a request in milliseconds; Workday takes one without offset as Pacific time. */
export function momentOf(text: string): number {
  return Date.parse(/(Z|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text}-08:00`);
}

export function readReference(element: XmlElement): RequestedReference {
  return {
    element: element.local,
    ids: element.children.map((id) => ({
      type: attributeOf(id, WD_NS, 'type') ?? '',
      value: id.text.trim(),
      parent: attributeOf(id, WD_NS, 'parent_id') ?? null,
    })),
  };
}

function isTrue(text: string | undefined): boolean {
  return text === '1' || text === 'true';
}

/** Takes apart a request that `validateRequest` has accepted. */
export function readRequest(request: XmlElement, spec: OperationSpec, described: boolean): ReadRequest {
  const filter = childOf(request, WD_NS, 'Response_Filter');
  const group = childOf(request, WD_NS, 'Response_Group');
  const references = childOf(request, WD_NS, 'Request_References');
  const criteria = childOf(request, WD_NS, 'Request_Criteria');
  const asOf = textOf(filter, WD_NS, 'As_Of_Entry_DateTime');
  return {
    spec,
    references: references?.children.map(readReference) ?? null,
    criteria: criteria?.children ?? [],
    asOf: asOf === undefined ? null : momentOf(asOf),
    effectiveDate: textOf(filter, WD_NS, 'As_Of_Effective_Date') ?? null,
    page: Number(textOf(filter, WD_NS, 'Page') ?? '1'),
    count: Number(textOf(filter, WD_NS, 'Count') ?? '100'),
    includeReference:
      textOf(group, WD_NS, 'Include_Reference') === undefined || isTrue(textOf(group, WD_NS, 'Include_Reference')),
    includeAttachments: isTrue(textOf(group, WD_NS, 'Include_Attachment_Data')),
    flags: new Set((group?.children ?? []).filter(({ text }) => isTrue(text.trim())).map(({ local }) => local)),
    described,
    echo: references ?? criteria ?? null,
    group: group ?? null,
  };
}
