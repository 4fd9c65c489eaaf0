import { OPERATIONS } from './schema.ts';

function operationsOf(service: string): readonly string[] {
  if (service === 'Human_Resources') return ['Server_Timestamp_Get'];
  return OPERATIONS.filter((spec) => spec.service === service).map((spec) => spec.operation);
}

/** A minimal WSDL: which operations the service has, bound as Workday binds them (document/literal, no soapAction). */
export function wsdlOf(service: string, version: string, address: string): string {
  const target = `urn:com.workday/bsvc/${service}`;
  const operations = operationsOf(service);
  const port = operations.map((name) => `<wsdl:operation name="${name}"/>`).join('');
  const bound = operations.map(
    (name) => `<wsdl:operation name="${name}"><soapbind:operation style="document"/></wsdl:operation>`,
  );
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soapbind="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:tns="${target}" targetNamespace="${target}">` +
    `<wsdl:portType name="${service}Port">${port}</wsdl:portType>` +
    `<wsdl:binding name="${service}Binding" type="tns:${service}Port"><soapbind:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>${bound.join('')}</wsdl:binding>` +
    `<wsdl:service name="${service}Service"><wsdl:port name="${service}" binding="tns:${service}Binding"><soapbind:address location="${address}/ccx/service/practice/${service}/${version}"/></wsdl:port></wsdl:service>` +
    '</wsdl:definitions>'
  );
}
