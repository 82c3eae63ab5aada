import dns from 'node:dns/promises';

/**
 * What is missing in the DNS of a domain for it to point to a distribution; undefined if nothing is. An alias
 * record is visible only as addresses, so the addresses of both names are compared as well.
 */
export async function missingInDns(domain: string, target: string): Promise<string | undefined> {
  const [aliases, own, wanted] = await Promise.all([
    orNone(dns.resolveCname(domain)),
    addressesOf(domain),
    addressesOf(target),
  ]);
  if (aliases.some((alias) => alias.replace(/\.$/, '') === target)) return undefined;
  if (own.some((address) => wanted.includes(address))) return undefined;
  const found = aliases[0] ?? own[0];
  const now = found === undefined ? 'It has no record yet' : `It points to ${found}`;
  return `The DNS of ${domain} must point to ${target}, by a CNAME record, or by an ALIAS record at the top of a zone. ${now}; a change may take as long as its TTL to take effect.`;
}

const addressesOf = async (name: string): Promise<string[]> =>
  (await Promise.all([orNone(dns.resolve4(name)), orNone(dns.resolve6(name))])).flat();

const orNone = (answer: Promise<string[]>): Promise<string[]> => answer.catch(() => []);
