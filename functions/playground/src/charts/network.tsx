import { useMemo, useState } from 'react';
import type { NetworkChart, Tie } from './find-charts.ts';
import { layoutOf, type Placed } from './layout.ts';

/**
 * Who met whom, as circles and lines. A circle can be selected by mouse or keyboard; the table has the same
 * data as text.
 */
export function Network({ chart: { title, ties } }: { chart: NetworkChart }) {
  const { nodes, width, height } = useMemo(() => layoutOf(ties), [ties]);
  const [last, choose] = useState<string | null>(null);
  // The next answer may lack the selected participant.
  const chosen = last !== null && nodes.has(last) ? last : null;
  const strongest = Math.max(...ties.map(({ meetings }) => meetings), 1);
  const touches = ({ a, b }: Tie) => chosen === null || a === chosen || b === chosen;
  const near = new Set(ties.filter(touches).flatMap(({ a, b }) => [a, b]));
  const shown = chosen === null ? ties : ties.filter(touches);

  return (
    <figure className="chart">
      <figcaption>{title}</figcaption>
      <svg className="network" viewBox={`0 0 ${width} ${height}`}>
        <title>{`${title}: ${nodes.size} participants and ${ties.length} ties; the table below lists them`}</title>
        {ties.map((tie) => (
          <Line
            key={`${tie.a}|${tie.b}`}
            tie={tie}
            nodes={nodes}
            strongest={strongest}
            isFaint={!touches(tie)}
          />
        ))}
        {Array.from(nodes.values(), (node) => (
          <Circle
            key={node.name}
            node={node}
            isChosen={node.name === chosen}
            isFaint={chosen !== null && !near.has(node.name)}
            onChoose={() => choose(node.name === chosen ? null : node.name)}
          />
        ))}
      </svg>
      <details>
        <summary>
          {chosen === null ? 'As a table' : `${chosen} as a table`} ({shown.length})
        </summary>
        <table className="numbers">
          <tbody>
            {shown.map(({ a, b, meetings }) => (
              <tr key={`${a}|${b}`}>
                <th scope="row">
                  {a} – {b}
                </th>
                <td>{meetings.toLocaleString('en')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

interface LineProps {
  tie: Tie;
  nodes: ReadonlyMap<string, Placed>;
  strongest: number;
  isFaint: boolean;
}

function Line({ tie: { a, b, meetings }, nodes, strongest, isFaint }: LineProps) {
  const [from, to] = [nodes.get(a), nodes.get(b)];
  if (!from || !to) return null;
  return (
    <line
      x1={from.x}
      y1={from.y}
      x2={to.x}
      y2={to.y}
      strokeWidth={0.6 + 5 * (meetings / strongest)}
      data-faint={isFaint}
    >
      <title>{`${a} – ${b}: ${meetings}`}</title>
    </line>
  );
}

interface CircleProps {
  node: Placed;
  isChosen: boolean;
  isFaint: boolean;
  onChoose: () => void;
}

function Circle({ node: { name, x, y, radius, ties }, isChosen, isFaint, onChoose }: CircleProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: SVG has no button of its own
    <g
      role="button"
      tabIndex={0}
      aria-pressed={isChosen}
      aria-label={`${name}, ${ties} ${ties === 1 ? 'tie' : 'ties'}`}
      data-faint={isFaint}
      onClick={onChoose}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onChoose();
      }}
    >
      <circle cx={x} cy={y} r={radius} />
      <text x={x} y={y + radius + 11}>
        {name}
      </text>
    </g>
  );
}
