import type { ColumnChart } from './find-charts.ts';

const HEIGHT = 96;

/** A column chart of counts over time. The table below it is its text equivalent. */
export function Columns({ chart: { title, columns } }: { chart: ColumnChart }) {
  const most = Math.max(...columns.map(({ count }) => count), 1);
  const width = 100 / columns.length;
  const [first, last] = [columns[0]?.label, columns.at(-1)?.label];
  return (
    <figure className="chart">
      <figcaption>{title}</figcaption>
      <svg
        className="columns"
        viewBox={`0 0 100 ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${title}: ${columns.length} periods from ${first} to ${last}, at most ${most} in one`}
      >
        {columns.map(({ label, count }, index) => (
          <rect
            key={label}
            x={index * width + width * 0.1}
            width={width * 0.8}
            y={HEIGHT - (count / most) * HEIGHT}
            height={(count / most) * HEIGHT}
          >
            <title>{`${label}: ${count}`}</title>
          </rect>
        ))}
      </svg>
      <p className="columns-axis">
        <span>{first}</span>
        <span>at most {most.toLocaleString('en')}</span>
        <span>{last}</span>
      </p>
      <details>
        <summary>As a table</summary>
        <table className="numbers">
          <tbody>
            {columns.map(({ label, count }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{count.toLocaleString('en')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
