import { useEffect, useState } from 'react';
import { connection, retryNow } from './connection.ts';
import { useSignal } from './signal.ts';

const WORDS = {
  silent: 'The server is not responding.',
  busy: 'The server is not ready yet.',
};

/** Shows that the server is lost and when it is retried; nothing while it responds. */
export function ConnectionBar() {
  const state = useSignal(connection);
  if (!state.lost) return null;
  return (
    <div className="connection">
      <p role="alert">{WORDS[state.lost]} Your query is retried automatically.</p>
      <Countdown key={state.nextAttempt} until={state.nextAttempt} />
      <button type="button" className="button" onClick={() => retryNow.dispatchEvent(new Event('retry'))}>
        Try now
      </button>
    </div>
  );
}

function Countdown({ until }: { until: number }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.ceil((until - now) / 1_000);
  return <p className="connection-when">{seconds > 0 ? `Next attempt in ${seconds} s` : 'Trying…'}</p>;
}
