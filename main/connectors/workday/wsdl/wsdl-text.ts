import { criteriaByOperation, criteriaElement, groupOf, type Criterion } from './criteria.ts';

const NS = 'urn:com.workday/bsvc';

export interface WsdlOptions {
  readonly operation: string;
  readonly service: string;
  /** Element of a reference in Request_References. */
  readonly reference: string;
}

function element([name, type]: Criterion): string {
  const many = type === 'ref*' ? ' maxOccurs="unbounded"' : '';
  const xsd = type.startsWith('ref') ? 'wd:ReferenceType' : `xsd:${type}`;
  return `<xsd:element name="${name}" type="${xsd}" minOccurs="0"${many}/>`;
}

function sequence(name: string, elements: string): string {
  return `<xsd:complexType name="${name}"><xsd:sequence>${elements}</xsd:sequence></xsd:complexType>`;
}

const FILTER: readonly Criterion[] = [
  ['As_Of_Entry_DateTime', 'dateTime'],
  ['Page', 'string'],
  ['Count', 'string'],
];
const REFERENCE_TYPES =
  '<xsd:complexType name="IdType"><xsd:simpleContent><xsd:extension base="xsd:string"><xsd:attribute name="type" type="xsd:string"/>' +
  '</xsd:extension></xsd:simpleContent></xsd:complexType>' +
  '<xsd:complexType name="ReferenceType"><xsd:sequence><xsd:element name="ID" type="wd:IdType" maxOccurs="unbounded"/></xsd:sequence></xsd:complexType>';

function criteriaTypes(operation: string): string {
  const criteria = (criteriaByOperation[operation] ?? []).map(element).join('');
  const inner = criteriaElement[operation];
  if (inner === undefined) return sequence('Request_CriteriaType', criteria);
  return (
    sequence(`${inner}Type`, criteria) +
    sequence('Request_CriteriaType', `<xsd:element name="${inner}" type="wd:${inner}Type" minOccurs="0"/>`)
  );
}

/**
 * The WSDL of one operation, written by hand from the reference page: Workday's own have megabytes and are never loaded. Only
 * what requests need is in it; answers are not read through it. Elements and attributes are qualified, as Workday insists.
 */
export function wsdlText({ operation, service, reference }: WsdlOptions): string {
  const request = `${operation}_Request`;
  const parts = ['Request_References', 'Request_Criteria', 'Response_Filter', 'Response_Group'];
  const types =
    REFERENCE_TYPES +
    sequence('Request_ReferencesType', element([reference, 'ref*'])) +
    criteriaTypes(operation) +
    sequence('Response_FilterType', FILTER.map(element).join('')) +
    sequence('Response_GroupType', groupOf(operation).map(element).join('')) +
    sequence(
      'RequestType',
      parts.map((part) => `<xsd:element name="${part}" type="wd:${part}Type" minOccurs="0"/>`).join(''),
    );
  return (
    '<?xml version="1.0" encoding="UTF-8"?>' +
    `<wsdl:definitions name="${service}" targetNamespace="${NS}/${service}" xmlns:svc="${NS}/${service}" xmlns:wd="${NS}" ` +
    'xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soapbind="http://schemas.xmlsoap.org/wsdl/soap/" ' +
    'xmlns:xsd="http://www.w3.org/2001/XMLSchema"><wsdl:types>' +
    `<xsd:schema elementFormDefault="qualified" attributeFormDefault="qualified" targetNamespace="${NS}">` +
    `<xsd:element name="${request}" type="wd:RequestType"/>${types}</xsd:schema></wsdl:types>` +
    `<wsdl:message name="${operation}Input"><wsdl:part name="body" element="wd:${request}"/></wsdl:message>` +
    `<wsdl:portType name="${service}Port"><wsdl:operation name="${operation}"><wsdl:input message="svc:${operation}Input"/></wsdl:operation></wsdl:portType>` +
    `<wsdl:binding name="${service}Binding" type="svc:${service}Port">` +
    '<soapbind:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>' +
    `<wsdl:operation name="${operation}"><soapbind:operation soapAction="" style="document"/>` +
    '<wsdl:input><soapbind:body use="literal"/></wsdl:input></wsdl:operation></wsdl:binding>' +
    `<wsdl:service name="${service}Service"><wsdl:port name="${service}" binding="svc:${service}Binding">` +
    `<soapbind:address location="https://unused.invalid/"/></wsdl:port></wsdl:service></wsdl:definitions>`
  );
}
