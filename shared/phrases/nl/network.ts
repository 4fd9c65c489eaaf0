/** Where the way to the network goes, and what is wrong with a setting of it. English text → Dutch; `{x}` stands for what differs. */
export const networkPhrases = {
  'Directly, without a proxy': 'Rechtstreeks, zonder proxy',
  'Through the proxy {proxy}': 'Via de proxy {proxy}',
  'Automatic: directly': 'Automatisch: rechtstreeks',
  'Automatic: directly ({variable})': 'Automatisch: rechtstreeks ({variable})',
  'Automatic: proxy {proxy} ({by})': 'Automatisch: proxy {proxy} ({by})',
  'Automatic configuration: directly': 'Automatische configuratie: rechtstreeks',
  'Automatic configuration: proxy {proxy}': 'Automatische configuratie: proxy {proxy}',
  'It is still being found out': 'Dat wordt nog uitgezocht',
  'There is no way': 'Er is geen weg',
  system: 'systeem',
  setting: 'instelling',
  environment: 'omgeving',

  'it is the address of an automatic configuration file (PAC), not of a proxy':
    'het is het adres van een automatisch configuratiebestand (PAC), niet van een proxy',
  'a proxy’s address ends with its port': 'het adres van een proxy eindigt met de poort',
  'user name and password do not belong in the address, but in their own fields':
    'gebruikersnaam en wachtwoord horen niet in het adres, maar in hun eigen velden',
  '“{name}” in it is not the certificate of a CA': '“{name}” erin is geen certificaat van een CA',
  '“{name}” in it expired on {date}': '“{name}” erin is verlopen op {date}',
  '“{name}” in it is valid from {date} on': '“{name}” erin is pas geldig vanaf {date}',
  'it holds no certificate': 'het bevat geen certificaat',
} as const;
