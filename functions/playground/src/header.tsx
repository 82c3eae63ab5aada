import type { ReactNode } from 'react';
import { type Dataset, dataset } from './dataset.ts';
import icon from './icon.svg';
import { useSignal } from './signal.ts';
import { switchTheme, theme } from './theme.ts';

/** Name, release, licence and source of the record. */
export function Header() {
  return (
    <header className="header">
      <img className="header-icon" src={icon} alt="" width="30" height="30" />
      <h1 className="header-name">Communiqué</h1>
      <p className="header-line">Who met whom, what each side said, and which source says so</p>
      <Facts />
      <ThemeSwitch />
    </header>
  );
}

function Facts() {
  const served = useSignal(dataset);
  return (
    <dl className="facts">
      {served && (
        <>
          <Fact term="Record" title={sizeOf(served)}>
            {served.meetings.toLocaleString('en')} meetings{yearsOf(served)}
          </Fact>
          <Fact term="Release" title={`Release being served: ${served.release}`}>
            <code>{served.release.slice(0, 8)}</code>
          </Fact>
          <Fact term="Licence">
            <a href={`https://spdx.org/licenses/${served.licence}.html`} rel="noreferrer" target="_blank">
              {served.licence}
            </a>
          </Fact>
        </>
      )}
      <Fact term="Source">
        {SOURCE_URL ? (
          <a href={SOURCE_URL} rel="noreferrer" target="_blank">
            {new URL(SOURCE_URL).host}
          </a>
        ) : (
          <span title="Each record cites its readouts. content/SOURCES.md lists conventions and doubts.">
            <code>content/</code>
          </span>
        )}
      </Fact>
    </dl>
  );
}

function Fact({ term, title, children }: { term: string; title?: string; children: ReactNode }) {
  return (
    <div className="fact" title={title}>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function sizeOf({ meetings, statements, participants, topics }: Dataset): string {
  const [m, s, p, t] = [meetings, statements, participants, topics].map((count) =>
    count.toLocaleString('en'),
  );
  return `${m} meetings, ${s} statements, ${p} participants, ${t} topics`;
}

function yearsOf({ from, to }: Dataset): string {
  const [first, last] = [from?.slice(0, 4), to?.slice(0, 4)];
  if (!first || !last) return '';
  return first === last ? `, ${first}` : `, ${first}–${last}`;
}

function ThemeSwitch() {
  useSignal(theme);
  return (
    <button
      type="button"
      className="theme-switch"
      onClick={switchTheme}
      aria-label="Switch between light and dark"
    >
      <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
        <circle cx="10" cy="10" r="7.2" fill="none" stroke="currentColor" strokeWidth="1.6" />
        <path d="M10 2.8a7.2 7.2 0 0 1 0 14.4z" fill="currentColor" />
      </svg>
    </button>
  );
}
