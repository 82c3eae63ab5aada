import { fragmentOf } from './address.ts';
import { copy } from './notice.ts';
import { useOpenQuestion } from './use-question.ts';

/** Puts the open query into the address and copies the address. */
export function ShareButton() {
  const openQuestion = useOpenQuestion();
  return (
    <button
      type="button"
      className="button share"
      title="Puts the query and its variables into the address, after a #, which is never sent to a server"
      onClick={() => {
        history.replaceState(null, '', fragmentOf(openQuestion()));
        void copy(location.href, 'Link copied', 'The link is in the address bar');
      }}
    >
      <svg
        viewBox="0 0 20 20"
        width="15"
        height="15"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.7"
        aria-hidden="true"
      >
        <path d="M8 12a3.5 3.5 0 0 0 5 0l3.4-3.4a3.5 3.5 0 0 0-5-5L10 5" strokeLinecap="round" />
        <path d="M12 8a3.5 3.5 0 0 0-5 0l-3.4 3.4a3.5 3.5 0 0 0 5 5L10 15" strokeLinecap="round" />
      </svg>
      Share
    </button>
  );
}
