import type { SeededRandom } from './random.ts';

/** Names that break careless programs: markup, quotes, other scripts, right to left, combining marks, emoji, very long. */
export const AWKWARD_NAMES: readonly string[] = [
  'Müller & Söhne <Werkzeuge> GmbH',
  `O'Hara "Quick" Couriers`,
  '株式会社さくら印刷',
  'شركة الخليج للتجارة',
  'Общество «Северный Ветер»',
  'ΑΦΟΙ Παπαδόπουλοι & ΣΙΑ',
  'בית דפוס הגליל',
  'Planted without a name',
  '한빛 소프트웨어',
  'Ünïcödé e\u0301 Combining',
  `Long Haul ${'Transport and Logistics Services '.repeat(7)}Ltd`,
  'Tab\tand ]]> section',
  'Café 🚚 Express',
  '&amp; Already Escaped Inc.',
  `'; DROP TABLE suppliers; --`,
  '=SUM(A1:A9) Formula Foods',
];

const FIRST = ['Alder', 'Birch', 'Cobalt', 'Delta', 'Ember', 'Falcon', 'Granite', 'Harbor', 'Ivory', 'Juniper', 'Kestrel', 'Lumen', 'Meadow', 'Nordic', 'Orchid', 'Pioneer', 'Quartz', 'River', 'Summit', 'Tundra']; // oxfmt-ignore
const SECOND = ['Consulting', 'Electronics', 'Energy', 'Engineering', 'Foods', 'Logistics', 'Materials', 'Office', 'Packaging', 'Print', 'Software', 'Steel', 'Tools', 'Travel']; // oxfmt-ignore
const FORMS = ['GmbH', 'Ltd', 'Inc.', 'SAS', 'B.V.', 'KK', 'AG', 'LLC', 'Oy', 'SpA'];
const CITIES = ['Bremen', 'Lyon', 'Leeds', 'Osaka', 'Austin', 'Kuwait City', 'Gdańsk', 'Malmö', 'Porto', 'Zürich'];
const THINGS = ['Advisory days', 'Annual licence', 'Cable set', 'Cartons 40×30', 'Cleaning', 'Control unit', 'Desk chairs', 'Freight pallet', 'Hosting', 'Inspection', 'Laptop 14"', 'Maintenance visit', 'Paint <RAL 7016>', 'Sheet metal', 'Toner & paper', 'Workshop']; // oxfmt-ignore

/** A name for a company; `index` keeps it apart from others drawn alike. */
export function companyName(random: SeededRandom, index: number): string {
  return `${random.pick(FIRST)} ${random.pick(SECOND)} ${index} ${random.pick(FORMS)}`;
}

export function cityName(random: SeededRandom): string {
  return random.pick(CITIES);
}

export function thingName(random: SeededRandom): string {
  return random.pick(THINGS);
}
