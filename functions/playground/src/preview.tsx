import { useEffect, useState } from 'react';
import { withoutCost } from './last-reply.ts';
import { isNarrow } from './narrow-screen.ts';
import type { Opening } from './opening.ts';
import { operationNameOf } from './question.ts';
import { StartPanel } from './start-panel.tsx';

/** The query and its answer, shown where the editor will be. */
export function Preview({ opening }: { opening: Opening }) {
  const answer = useAnswer(opening);
  return (
    <div className="graphiql-container" aria-busy="true">
      <div className="graphiql-sidebar" />
      <div className="graphiql-main">
        {!isNarrow() && (
          <>
            <div className="graphiql-plugin preview-panel">
              <StartPanel />
            </div>
            <div className="graphiql-horizontal-drag-bar" />
          </>
        )}
        <div className="graphiql-sessions">
          <div className="graphiql-session-header preview-tabs">
            {opening.tabs.map(({ query }) => {
              const name = operationNameOf(query) ?? '';
              return (
                <span key={name} className="graphiql-tab" data-active={query === opening.question.query}>
                  {name}
                </span>
              );
            })}
          </div>
          <div id="graphiql-session">
            <div className="graphiql-editors">
              <pre className="preview-text">{opening.question.query}</pre>
            </div>
            <div className="graphiql-horizontal-drag-bar" />
            <div className="graphiql-response">
              <pre className="preview-text preview-answer">{answer}</pre>
            </div>
          </div>
        </div>
      </div>
    </div>
  );
}

function useAnswer({ reply }: Opening): string {
  const [text, setText] = useState('');
  useEffect(() => {
    let gone = false;
    reply?.then(({ answer }) => {
      if (!gone) setText(JSON.stringify(withoutCost(answer), null, 2));
    });
    return () => {
      gone = true;
    };
  }, [reply]);
  return text;
}
