import type { ComparisonChart } from './find-charts.ts';

const WORDS: Readonly<Record<string, string>> = {
  BOTH: 'in both',
  ONLY_LEFT: 'left only',
  ONLY_RIGHT: 'right only',
  OPPOSED: 'opposed',
};

/** Two accounts side by side: how many statements each has on a topic, and whether they agree. */
export function Comparison({ chart: { title, left, right, topics } }: { chart: ComparisonChart }) {
  return (
    <figure className="chart">
      <figcaption>{title}</figcaption>
      <table className="comparison">
        <thead>
          <tr>
            <th scope="col">Topic</th>
            <th scope="col">{left}</th>
            <th scope="col">{right}</th>
            <th scope="col">Agreement</th>
          </tr>
        </thead>
        <tbody>
          {topics.map((topic) => (
            <tr key={topic.label} data-agreement={topic.agreement}>
              <th scope="row">{topic.label}</th>
              <td>{topic.left || '–'}</td>
              <td>{topic.right || '–'}</td>
              <td>{WORDS[topic.agreement] ?? topic.agreement}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
