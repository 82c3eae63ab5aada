import { type Facts, lastReply } from './last-reply.ts';
import { useSignal } from './signal.ts';

const number = new Intl.NumberFormat('en');

/** Time, size and cost of the answer, and its first error. */
export function ResponseBar() {
  const facts = useSignal(lastReply);
  return (
    <div className="reply">
      {facts?.error && <Failure error={facts.error} />}
      <dl className="facts">{facts ? <Numbers facts={facts} /> : <div className="fact">&nbsp;</div>}</dl>
    </div>
  );
}

function Numbers({ facts: { status, ms, size, cost } }: { facts: Facts }) {
  return (
    <>
      {status !== 200 && (
        <div className="fact">
          <dt>Status</dt>
          <dd>{status}</dd>
        </div>
      )}
      <div className="fact">
        <dt>Time</dt>
        <dd>{number.format(Math.round(ms))} ms</dd>
      </div>
      <div className="fact">
        <dt>Size</dt>
        <dd>{number.format(Math.round(size / 100) / 10)} kB</dd>
      </div>
      {cost && (
        <div className="fact" title="Points: a field costs one; a list multiplies its fields by its size">
          <dt>Cost</dt>
          <dd>
            {number.format(cost.complexity)} of {number.format(cost.limit)}{' '}
            <meter min={0} max={cost.limit} value={cost.complexity} aria-label="Cost of the query" />
          </dd>
        </div>
      )}
    </>
  );
}

function Failure({ error: { code, message, cost, limit, more } }: { error: NonNullable<Facts['error']> }) {
  return (
    <div className="failure" role="alert">
      <p className="failure-head">
        <strong>
          {code === 'QUERY_TOO_COMPLEX' ? 'Too complex' : code.replaceAll('_', ' ').toLowerCase()}
        </strong>
        {cost !== undefined && limit !== undefined && (
          <span className="failure-cost">
            cost {number.format(cost)}, limit {number.format(limit)}
          </span>
        )}
      </p>
      <p>
        {message}
        {more > 0 && ` The answer has ${more} more ${more === 1 ? 'error' : 'errors'}.`}
      </p>
    </div>
  );
}
