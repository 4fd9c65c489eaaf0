import type { SystemDescriptor } from '../../../shared/model/system.ts';
import { databricksGrants } from '../../../shared/systems/databricks-grants.ts';
import { workdayOperations } from '../../../shared/systems/workday-operations.ts';
import type { Translate } from '../../i18n/text.ts';
import { exactPack } from './exact-pack.ts';
import { filled, hostOf, networkSection, secretSection } from './pack-sections.ts';
import type { Pack, PackInput } from './pack.ts';
import { plainPack } from './plain-pack.ts';

/** The request to the administrator of a system, filled in with what is chosen. */
export function buildPack(input: PackInput): Pack {
  switch (input.system.id) {
    case 'workday':
      return workdayPack(input);
    case 'exact':
      return exactPack(input);
    case 'databricks':
      return databricksPack(input);
    case 'slack':
      return plainPack(input);
  }
}

function workdayPack({ text, system, settings, streams }: PackInput): Pack {
  const host = hostOf(settings['host']) ?? text('pack.unknown.host');
  const tenant = filled(settings['tenant']) ?? text('pack.unknown.tenant');
  const user = filled(settings['username']) ?? text('pack.unknown.user');
  const isOauth = settings['auth'] === 'oauth';
  const steps = [
    text('pack.workday.user', { user }),
    text('pack.workday.group'),
    ...(isOauth ? [text('pack.workday.client')] : []),
    text('pack.workday.policy'),
  ];
  return {
    title: text('pack.workday.title'),
    intro: text('pack.workday.intro', { tenant, host }),
    sections: [
      { heading: text('pack.access'), items: steps, ordered: true },
      {
        heading: text('pack.workday.domains'),
        items: [...domains(text, system, streams), text('pack.workday.activate')],
        note: text('pack.workday.domainsNote'),
      },
      { heading: text('pack.operations'), items: streams.flatMap((stream) => operationLine(text, stream)) },
      networkSection(text, [host, ...extraHosts(settings, ['tokenUrl'])]),
      { heading: text('pack.workday.links'), items: linkLines(text, settings) },
      secretSection(text, [host, tenant, ...(isOauth ? [] : [user])]),
      { heading: text('pack.never'), items: system.never },
    ],
  };
}

/** What an administrator is asked about the address of a document: that it is right, or whether there is one. */
function linkLines(text: Translate, settings: PackInput['settings']): string[] {
  const address = filled(settings['documentLink']);
  const asked =
    address === null ? text('pack.workday.linkAsked') : text('pack.workday.linkKnown', { address: `“${address}”` });
  return [asked, text('pack.workday.linkMeans')];
}

function domains(text: Translate, system: SystemDescriptor, streams: PackInput['streams']): string[] {
  return system.permissions.flatMap((one) => {
    const domain = /“(.+)”/.exec(one.grant)?.[1];
    const used = streams.filter((stream) => one.streams?.includes(stream.id) === true);
    if (domain === undefined || used.length === 0) return [];
    return [text('pack.workday.domain', { domain, streams: used.map((stream) => stream.label).join(', ') })];
  });
}

function operationLine(text: Translate, stream: PackInput['streams'][number]): string[] {
  const known = workdayOperations[stream.id];
  return known === undefined ? [] : [text('pack.operations.line', { stream: stream.label, ...known })];
}

function databricksPack({ text, system, settings }: PackInput): Pack {
  const host = hostOf(settings['host']) ?? text('pack.unknown.host');
  const auth = settings['auth'] ?? 'oauth-m2m';
  const catalog = filled(settings['catalog']) ?? text('pack.unknown.catalog');
  const schema = filled(settings['schema']) ?? text('pack.unknown.schema');
  const volume = filled(settings['volume']) ?? 'mlc_stage';
  const warehouse = filled(settings['warehouse']) ?? text('pack.unknown.warehouse');
  const unknown = auth === 'pat' ? 'pack.unknown.person' : 'pack.unknown.application';
  const principal = (auth === 'pat' ? null : filled(settings['clientId'])) ?? text(unknown);
  const place = `${catalog}.${schema}`;
  const account =
    auth === 'pat'
      ? [text('pack.databricks.pat')]
      : auth === 'azure-entra'
        ? [text('pack.databricks.entra1'), text('pack.databricks.entra2', { host })]
        : [text('pack.databricks.m2m1', { host }), text('pack.databricks.m2m2')];
  const login = auth === 'azure-entra' ? [hostOf(settings['azureLoginAddress']) ?? 'login.microsoftonline.com'] : [];
  return {
    title: text('pack.databricks.title'),
    intro: text('pack.databricks.intro', { place }),
    sections: [
      {
        heading: text('pack.access'),
        items: [...account, text('pack.databricks.warehouse', { warehouse })],
        ordered: true,
      },
      {
        heading: text('pack.grants'),
        text: text('pack.databricks.grants', { catalog }),
        code: databricksGrants({ catalog, schema, volume, principal }),
        note: text('pack.databricks.schemaNote'),
      },
      networkSection(text, [host, ...login]),
      {
        heading: text('pack.databricks.written'),
        items: [
          text('pack.databricks.written1', { place }),
          text('pack.databricks.written2', { volume }),
          text('pack.databricks.written3'),
        ],
      },
      secretSection(text, [host, warehouse, place, ...(auth === 'pat' ? [] : [principal])]),
      { heading: text('pack.never'), items: system.never },
    ],
  };
}

function extraHosts(settings: PackInput['settings'], names: readonly string[]): string[] {
  return names.flatMap((name) => hostOf(settings[name]) ?? []);
}
