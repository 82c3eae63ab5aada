import { createHash } from 'node:crypto';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * A `fetch` that writes down of each request how it was sent, whether with the text, and what it was
 * answered.
 */
export function traced(): { fetch: typeof fetch; steps: string[] } {
  const steps: string[] = [];
  return {
    steps,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const sent =
        request.method === 'GET'
          ? Object.fromEntries(new URL(request.url).searchParams)
          : await request.clone().json();
      const response = await fetch(request);
      const { errors } = await response.clone().json();
      const outcome = errors?.[0]?.message ?? 'data';
      steps.push(`${request.method} ${sent.query ? 'hash and text' : 'hash'}: ${response.status} ${outcome}`);
      return response;
    },
  };
}
