import { type HttpRequest, type HttpResponse, publicOrigin, text } from './http.ts';
import type { Documents } from './persisted-documents.ts';

const STYLE = `
  body { max-width: 46rem; margin: 3rem auto; padding: 0 1rem; font: 1rem/1.55 system-ui, sans-serif; color: #222; background: #fff }
  h1 { font-size: 1.6rem } h2 { font-size: 1.15rem; margin-top: 2rem }
  pre, code { font-family: ui-monospace, monospace; font-size: .9em; overflow-wrap: anywhere }
  pre { padding: .8rem 1rem; background: #f4f4f2; white-space: pre-wrap }
  a { color: #0a58a5 } li { margin: .3rem 0 }
  @media (prefers-color-scheme: dark) { body { color: #ddd; background: #1a1a1a } pre { background: #262626 } a { color: #8ec2ff } }
`;

/** No script, no frame, no form: the page can only be read. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const EXAMPLES: readonly [label: string, query: string][] = [
  [
    'What is in the record',
    '{ dataset { release meetings participants statements topics from to licence } }',
  ],
  [
    'The newest meetings',
    '{ meetings(first: 10) { totalCount nodes { slug title form date { edtf } place { city country } parties { name } } } }',
  ],
  ['The topics', '{ topics(first: 20) { nodes { slug prefLabel narrower { prefLabel } } } }'],
];

/** The page at `/`: what this endpoint is, and how to query it. */
export function startPage({ headers }: HttpRequest, documents: Documents): HttpResponse {
  const endpoint = `${publicOrigin(headers) ?? ''}/graphql`;
  const examples = EXAMPLES.map(
    ([label, query]) =>
      `<li><a href="/graphql?query=${encodeURIComponent(query)}">${label}</a><br><code>${escaped(query)}</code>`,
  );
  const operations = Array.from(
    documents,
    ([id, source]) => `<li><b>${escaped(nameOf(source))}</b> <code>${id}</code>`,
  );
  const body = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Communiqué</title>
<style>${STYLE}</style>
<h1>Communiqué</h1>
<p>The record of diplomatic meetings as a GraphQL endpoint: who met whom, where and when, what each side said about which
topic, and which source reports it. The endpoint is <code>${escaped(endpoint)}</code>. It accepts GET and POST from any site, without a key.</p>
<h2>Try it</h2>
<ul>${examples.join('\n')}</ul>
<pre>curl ${escaped(endpoint)} \\
  -H 'content-type: application/json' \\
  -d '{"query": "{ meetings(first: 3) { nodes { title date { edtf } } } }"}'</pre>
<p>Introspection is on: point any GraphQL tool at the endpoint. <a href="/health">/health</a>
reports the status and the release.</p>
${operations.length === 0 ? '' : `<h2>Persisted operations</h2>\n<p>These can be sent as <code>documentId</code> instead of a query.</p>\n<ul>${operations.join('\n')}</ul>`}
</html>
`;
  return text(200, 'text/html; charset=utf-8', body, {
    'content-security-policy': POLICY,
    'referrer-policy': 'no-referrer',
    'cache-control': 'public, max-age=60',
    vary: 'Host, Accept-Encoding',
  });
}

function nameOf(source: string): string {
  return /^\s*query\s+(\w+)/m.exec(source)?.[1] ?? 'query';
}

function escaped(value: string): string {
  return value.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}
