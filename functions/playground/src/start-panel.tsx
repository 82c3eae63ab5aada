import { fragmentOf } from './address.ts';
import { FORM_NAMES, FORMS, type Form } from './copy-as.ts';
import { ENDPOINT } from './endpoint.ts';
import { type ExampleName, example } from './examples.ts';
import { copy } from './notice.ts';
import type { Question } from './question.ts';
import { type OnSearch, SearchBox } from './search-box.tsx';

const THINGS: readonly { name: string; sentence: string; link: string; opens: ExampleName }[] = [
  {
    name: 'Meeting',
    sentence: 'When, where and how people met, who took part, and the accounts that report it.',
    link: 'Wang Yi and Lavrov in Tunxi, complete',
    opens: 'MeetingPage',
  },
  {
    name: 'Participant',
    sentence:
      'A person, a state or an organization. Office and side belong to each meeting, because they change.',
    link: 'Sergey Lavrov, found by his Wikidata id',
    opens: 'Person',
  },
  {
    name: 'Statement',
    sentence: 'What somebody said or did, in our words, with the readout that reports it.',
    link: 'Wang Yi on international security',
    opens: 'SaidAbout',
  },
  {
    name: 'Topic',
    sentence: 'What statements are about, in a hierarchy. A topic includes its narrower topics.',
    link: 'The war in Ukraine',
    opens: 'TopicPage',
  },
];

const QUESTIONS: readonly { link: string; opens: ExampleName }[] = [
  { link: 'When did the United States and China meet?', opens: 'Between' },
  { link: 'Which states met most in 2022?', opens: 'Network' },
  { link: 'What does one account of Tunxi say that the other does not?', opens: 'Compare' },
  { link: 'When was Ukraine discussed most?', opens: 'Timeline' },
  { link: 'Which meetings were the latest?', opens: 'Latest' },
  { link: 'Who attended a summit, and which meetings were part of it?', opens: 'Summit' },
  { link: 'Whose name begins with 王?', opens: 'TypeAhead' },
];

interface Props {
  /** Opens a query in a tab; without it, the links lead to the query's address. */
  onOpen?: (question: Question) => void;
  /** Searches the record for these words. */
  onSearch?: OnSearch;
  /** Copies the open query. */
  onCopy?: (form: Form) => void;
}

/** Explains the data in one minute. */
export function StartPanel({ onOpen, onSearch, onCopy }: Props) {
  return (
    <section className="start" aria-labelledby="start-title">
      <h2 id="start-title">Start here</h2>
      <SearchBox onSearch={onSearch} />
      <p className="start-lead">
        <b>Participants</b> attend a <b>Meeting</b> and make <b>Statements</b> about <b>Topics</b>. A{' '}
        <b>Readout</b> is one side’s account of it. Two sides’ readouts are never merged.
      </p>
      <ul className="things">
        {THINGS.map(({ name, sentence, link, opens }) => (
          <li key={name}>
            <h3>{name}</h3>
            <p>{sentence}</p>
            <QuestionLink opens={opens} onOpen={onOpen}>
              {link}
            </QuestionLink>
          </li>
        ))}
      </ul>
      <h3>Ask</h3>
      <ul className="questions">
        {QUESTIONS.map(({ link, opens }) => (
          <li key={opens}>
            <QuestionLink opens={opens} onOpen={onOpen}>
              {link}
            </QuestionLink>
          </li>
        ))}
      </ul>
      <h3>Use it</h3>
      <p>
        Send GET or POST from any site, without a key:{' '}
        <button
          type="button"
          className="endpoint"
          title="Copy the address"
          onClick={() => copy(ENDPOINT, 'Address copied', ENDPOINT)}
        >
          {ENDPOINT}
        </button>
      </p>
      <fieldset className="forms">
        <legend>Copy the open query as:</legend>
        {FORMS.map((form) => (
          <button
            key={form}
            type="button"
            className="button"
            onClick={() => onCopy?.(form)}
            disabled={!onCopy}
          >
            {FORM_NAMES[form]}
          </button>
        ))}
      </fieldset>
      <p className="keys">
        <kbd>Ctrl</kbd> <kbd>Enter</kbd> runs, <kbd>Ctrl</kbd> <kbd>Space</kbd> suggests, <kbd>Enter</kbd>{' '}
        enters an editor, <kbd>Esc</kbd> leaves it.
      </p>
    </section>
  );
}

interface LinkProps {
  opens: ExampleName;
  onOpen: Props['onOpen'];
  children: string;
}

function QuestionLink({ opens, onOpen, children }: LinkProps) {
  const question = example(opens);
  return (
    <a
      className="question"
      href={fragmentOf(question)}
      onClick={(event) => {
        // With a modifier key held, the user wants the link itself: a new window, a download.
        if (!onOpen || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        onOpen(question);
      }}
    >
      {children}
    </a>
  );
}
