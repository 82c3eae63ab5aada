import type { BarChart } from './find-charts.ts';

/** A bar chart of counts, each with its label and number as text. */
export function Bars({ chart: { title, bars } }: { chart: BarChart }) {
  const most = Math.max(...bars.map(({ count }) => count), 1);
  return (
    <figure className="chart">
      <figcaption>{title}</figcaption>
      <table className="bars">
        <tbody>
          {bars.map(({ label, count }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>
                <span className="bar" style={{ inlineSize: `${(count / most) * 100}%` }} />
              </td>
              <td className="bar-count">{count.toLocaleString('en')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
