import type { GraphiQLPlugin } from '@graphiql/react';
import { StartPanel } from './start-panel.tsx';
import { useCopy } from './use-copy.ts';
import { useOpen, useSearch } from './use-question.ts';

/** The panel that explains the data, next to GraphiQL's own panels. */
export const START_PLUGIN: GraphiQLPlugin = { title: 'Start here', icon: CompassIcon, content: Start };

function Start() {
  return <StartPanel onOpen={useOpen()} onSearch={useSearch()} onCopy={useCopy()} />;
}

function CompassIcon() {
  return (
    <svg viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <circle cx="10" cy="10" r="8" />
      <path d="M13.6 6.4 11.5 11.5 6.4 13.6 8.5 8.5z" strokeLinejoin="round" />
    </svg>
  );
}
