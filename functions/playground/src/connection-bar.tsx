import { useEffect, useState } from 'react';
import { connection, retryNow } from './connection.ts';
import { useSignal } from './signal.ts';

const WORDS = {
  silent: 'The server does not answer.',
  busy: 'The server cannot answer yet.',
};

/** Says that the server is lost, and when it is tried again; nothing while it answers. */
export function ConnectionBar() {
  const state = useSignal(connection);
  if (!state.lost) return null;
  return (
    <div className="connection">
      <p role="alert">{WORDS[state.lost]} What you asked is asked again until it does.</p>
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
