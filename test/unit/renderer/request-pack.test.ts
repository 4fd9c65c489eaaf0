import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import { buildPack } from '../../../renderer/features/handover/build-pack.ts';
import { packHtml, packMarkdown } from '../../../renderer/features/handover/pack.ts';
import { en } from '../../../renderer/i18n/en.ts';
import { nl } from '../../../renderer/i18n/nl.ts';
import type { Translate } from '../../../renderer/i18n/text.ts';
import { databricksSystem } from '../../../shared/systems/databricks.ts';
import { databricksGrants } from '../../../shared/systems/databricks-grants.ts';
import { exactSystem } from '../../../shared/systems/exact.ts';
import { slackSystem } from '../../../shared/systems/slack.ts';
import { workdaySystem } from '../../../shared/systems/workday.ts';

const languages = { en, nl } as const;

function textIn(language: keyof typeof languages): Translate {
  const intl = createIntl({ locale: language, messages: languages[language] });
  return (id, values) => intl.formatMessage({ id }, values);
}

const text = textIn('en');
const invoices = [{ id: 'supplier_invoices', label: 'Supplier invoices' }];

describe('the grants of Databricks', () => {
  it('are statements that can be run as they are, whatever the names', () => {
    expect(
      databricksGrants({ catalog: 'fin`ance', schema: 'ap ar', volume: 'v', principal: '0f-1' }).split('\n'),
    ).toEqual([
      'CREATE SCHEMA IF NOT EXISTS `fin``ance`.`ap ar`;',
      'CREATE VOLUME IF NOT EXISTS `fin``ance`.`ap ar`.`v`;',
      'GRANT USE CATALOG ON CATALOG `fin``ance` TO `0f-1`;',
      'GRANT USE SCHEMA, CREATE TABLE, CREATE VOLUME ON SCHEMA `fin``ance`.`ap ar` TO `0f-1`;',
      'GRANT SELECT, MODIFY ON SCHEMA `fin``ance`.`ap ar` TO `0f-1`;',
      'GRANT READ VOLUME, WRITE VOLUME ON SCHEMA `fin``ance`.`ap ar` TO `0f-1`;',
    ]);
  });
});

describe('a request', () => {
  it('to Workday lists the domains and operations of the chosen streams alone, and the one host to allow', () => {
    const settings = { host: 'https://wd3-services1.myworkday.com/ccx/service/acme/x?wsdl', tenant: 'acme' };
    const document = packMarkdown(buildPack({ text, system: workdaySystem, settings, streams: invoices }));
    expect(document).toContain('“Process: Supplier Invoice - View” (Supplier invoices); name to be confirmed');
    expect(document).toContain('Supplier invoices: Get_Supplier_Invoices (Resource_Management)');
    expect(document).not.toMatch(/Journals|Purchase Order|Refresh Token/);
    expect(document).toContain('to wd3-services1.myworkday.com\n');
    for (const never of workdaySystem.never) expect(document).toContain(never);
  });

  it('follows the way of signing in', () => {
    const oauth = buildPack({ text, system: workdaySystem, settings: { auth: 'oauth' }, streams: invoices });
    expect(packMarkdown(oauth)).toContain('Register API Client for Integrations');
    const settings = { host: 'adb-1.2.azuredatabricks.net', auth: 'azure-entra', clientId: 'app-1', catalog: 'c' };
    const entra = packMarkdown(buildPack({ text, system: databricksSystem, settings, streams: invoices }));
    expect(entra).toContain('to login.microsoftonline.com\n');
    expect(entra).toContain('GRANT USE CATALOG ON CATALOG `c` TO `app-1`;');
    expect(entra).toContain('‹schema›');
  });

  it('to Exact Online says how the app is registered, and names the scopes of the chosen streams alone', () => {
    const redirectUri = 'https://www.ledger.example/exact';
    const settings = { host: 'start.exactonline.be', redirectUri, clientId: '78c73eec', divisions: '2256995,2256996' };
    const streams = [
      { id: 'gl_accounts', label: 'GL accounts' },
      { id: 'bank_entries', label: 'Bank entries' },
    ];
    const document = packMarkdown(buildPack({ text, system: exactSystem, settings, streams }));
    expect(document).toContain(`As redirect URI enter ${redirectUri}.`);
    expect(document).toContain(
      '- Organization: administration (The list of companies; with Manage, the subscriptions to webhooks)',
    );
    expect(document).toContain('- Financial: accounting (Bank entries)');
    expect(document).not.toMatch(/Sales: invoices|Purchase: orders|CRM: accounts/);
    expect(document).toContain('Tick 2256995, 2256996.');
    expect(document).toContain('to start.exactonline.be\n');
    const blank = packMarkdown(buildPack({ text: textIn('nl'), system: exactSystem, settings: {}, streams }));
    expect(blank).toContain('‹redirect-URI›');
    expect(blank).toContain('‹de te lezen administraties›');
  });

  it('to Slack has the grants of Slack, and nothing of another system', () => {
    const document = packMarkdown(buildPack({ text, system: slackSystem, settings: {}, streams: invoices }));
    for (const { grant } of slackSystem.permissions) expect(document).toContain(grant);
    expect(document).toContain('# Request: access to Slack');
    expect(document).not.toMatch(/Databricks|Workday/);
  });

  it('is safe as a page, whatever was typed', () => {
    const settings = { host: 'x', catalog: '<img src=x onerror=alert(1)>', schema: 's' };
    const page = packHtml(buildPack({ text, system: databricksSystem, settings, streams: invoices }), 'en');
    expect(page).not.toContain('<img');
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });

  it('is complete in Dutch too', () => {
    for (const system of [workdaySystem, databricksSystem]) {
      const document = packMarkdown(buildPack({ text: textIn('nl'), system, settings: {}, streams: invoices }));
      expect(document).toContain('Wat moet worden ingericht');
      expect(document).not.toMatch(/pack\.|\{\w+\}/);
    }
  });
});
