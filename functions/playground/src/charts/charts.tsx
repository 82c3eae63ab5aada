import { useState } from 'react';
import { lastReply } from '../last-reply.ts';
import { useSignal } from '../signal.ts';
import { Bars } from './bars.tsx';
import { Columns } from './columns.tsx';
import { Comparison } from './comparison.tsx';
import type { Chart } from './find-charts.ts';
import { Network } from './network.tsx';

/** The charts of an answer, above its JSON; nothing if it has none. */
export function Charts() {
  const charts = useSignal(lastReply)?.charts ?? [];
  const [isOpen, setOpen] = useState(true);
  if (charts.length === 0) return null;
  return (
    <section className="charts" aria-label="The answer as charts" data-open={isOpen}>
      <button type="button" className="charts-switch" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? 'Hide charts' : `Show ${charts.length === 1 ? 'chart' : `${charts.length} charts`}`}
      </button>
      {isOpen && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <div className="charts-sheet" tabIndex={0}>
          {charts.map((chart) => (
            <Drawing key={chart.title} chart={chart} />
          ))}
        </div>
      )}
    </section>
  );
}

function Drawing({ chart }: { chart: Chart }) {
  switch (chart.kind) {
    case 'bars':
      return <Bars chart={chart} />;
    case 'columns':
      return <Columns chart={chart} />;
    case 'network':
      return <Network chart={chart} />;
    case 'comparison':
      return <Comparison chart={chart} />;
  }
}
