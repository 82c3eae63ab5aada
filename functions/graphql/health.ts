import type { RecordSource } from './endpoint.ts';
import type { Exchange } from './exchange.ts';
import { type HttpResponse, json } from './http.ts';

/** Reports whether a release can be served: 200 with its id, or 503. */
export async function health(store: RecordSource, exchange: Exchange): Promise<HttpResponse> {
  try {
    const { release } = await store.head();
    exchange.release = release;
    return json(200, { status: 'ok', release });
  } catch (error) {
    exchange.causes.push(error);
    return json(503, { status: 'unavailable' }, { 'retry-after': '5' });
  }
}
