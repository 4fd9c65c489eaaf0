import type { ElementSpec, LeafType, OperationSpec } from './schema.ts';
import { requestSpec } from './schema.ts';
import { validationFault, WD_NS } from './soap.ts';
import { attributeOf, childOf, type XmlElement } from './xml-tree.ts';

const DATE = /^\d{4}-\d{2}-\d{2}(Z|[+-]\d{2}:\d{2})?$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/;

function checkAttributes(element: XmlElement, allowed: readonly string[], path: string): void {
  for (const { uri, local } of element.attributes) {
    if (uri === 'http://www.w3.org/2000/xmlns/') continue;
    // attributeFormDefault is "qualified": type= without a prefix is another attribute than wd:type=.
    if (uri !== WD_NS)
      throw validationFault(`Attribute ${local} must be in the namespace ${WD_NS}.`, `${path}/@${local}`);
    if (!allowed.includes(local))
      throw validationFault(`Attribute ${local} is not allowed here.`, `${path}/@wd:${local}`);
  }
}

function checkReference(element: XmlElement, path: string): void {
  checkAttributes(element, ['Descriptor'], path);
  if (element.children.length === 0) throw validationFault('A reference needs an ID.', path);
  for (const child of element.children) {
    const at = `${path}/wd:ID[1]`;
    if (child.uri !== WD_NS || child.local !== 'ID')
      throw validationFault(`Element ${child.local} is not expected.`, at);
    checkAttributes(child, ['type', 'parent_id', 'parent_type'], at);
    if (attributeOf(child, WD_NS, 'type') === undefined)
      throw validationFault('An ID needs the attribute wd:type.', at);
    if (child.text.trim() === '') throw validationFault('An ID must not be empty.', at);
  }
}

/** Why a value is not of its simple type; undefined if it is. */
function problemOf(type: Exclude<LeafType, 'reference'>, text: string): string | undefined {
  switch (type) {
    case 'date':
      return DATE.test(text) && !Number.isNaN(Date.parse(text.slice(0, 10))) ? undefined : 'is not a date';
    case 'dateTime':
      return DATE_TIME.test(text) && !Number.isNaN(Date.parse(text)) ? undefined : 'is not a dateTime';
    case 'boolean':
      return ['0', '1', 'true', 'false'].includes(text) ? undefined : 'is not a boolean';
    case 'page':
      return /^[1-9]\d{0,8}$/.test(text) ? undefined : 'is not a page';
    case 'count':
      return /^[1-9]\d{0,2}$/.test(text) ? undefined : 'is not between 1 and 999';
    case 'text':
      return text === '' ? 'is empty' : undefined;
  }
}

function checkLeaf(element: XmlElement, type: LeafType, path: string): void {
  if (type === 'reference') {
    checkReference(element, path);
    return;
  }
  checkAttributes(element, [], path);
  const text = element.text.trim();
  if (type === 'page' && text === '0') throw validationFault('Page number cannot be zero.', path);
  const problem = element.children.length > 0 ? 'must not contain elements' : problemOf(type, text);
  if (problem !== undefined) throw validationFault(`The value '${text}' of ${element.local} ${problem}.`, path);
}

function checkSequence(element: XmlElement, specs: readonly ElementSpec[], path: string): void {
  let at = 0;
  let seen = 0;
  for (const child of element.children) {
    const position = specs.findIndex((spec) => spec.name === child.local);
    const childPath = `${path}/wd:${child.local}[${position === at ? seen + 1 : 1}]`;
    const spec = specs[position];
    if (spec === undefined || child.uri !== WD_NS) {
      throw validationFault(`Element ${child.local} is not expected in ${element.local}.`, childPath);
    }
    if (position < at) throw validationFault(`Element ${child.local} is out of order in ${element.local}.`, childPath);
    if (position === at && seen > 0 && !spec.many)
      throw validationFault(`Element ${child.local} may occur only once.`, childPath);
    seen = position === at ? seen + 1 : 1;
    at = position;
    if (typeof spec.type === 'string') checkLeaf(child, spec.type, childPath);
    else {
      checkAttributes(child, [], childPath);
      checkSequence(child, spec.type, childPath);
    }
  }
}

/** Throws the validation fault that Workday would answer with, for anything that the operation's schema does not allow. */
export function validateRequest(request: XmlElement, spec: OperationSpec): void {
  const path = `/wd:${request.local}[1]`;
  checkAttributes(request, ['version'], path);
  checkSequence(request, requestSpec(spec), path);
  const references = childOf(request, WD_NS, 'Request_References');
  if (references === undefined) return;
  if (childOf(request, WD_NS, 'Request_Criteria') !== undefined) {
    throw validationFault(
      'Request_References and Request_Criteria exclude each other.',
      `${path}/wd:Request_Criteria[1]`,
    );
  }
  if (references.children.length === 0) {
    throw validationFault(`Request_References needs a ${spec.reference}.`, `${path}/wd:Request_References[1]`);
  }
}
