import { fragmentOf } from './address.ts';
import { FORM_NAMES, FORMS, type Form } from './copy-as.ts';
import { ENDPOINT } from './endpoint.ts';
import { type ExampleName, example } from './examples.ts';
import { copy } from './notice.ts';
import type { Question } from './question.ts';

const THINGS: readonly { name: string; sentence: string; link: string; opens: ExampleName }[] = [
  {
    name: 'Meeting',
    sentence: 'When, where and how people met, who was there, and the accounts that say so.',
    link: 'Wang Yi and Lavrov in Tunxi, whole',
    opens: 'MeetingPage',
  },
  {
    name: 'Participant',
    sentence:
      'A person, a state or an organization; office and side belong to each meeting, since they change.',
    link: 'Sergey Lavrov, found by his Wikidata id',
    opens: 'Person',
  },
  {
    name: 'Statement',
    sentence: 'What somebody said or did there, in our words, citing the readout that says so.',
    link: 'Wang Yi on international security',
    opens: 'SaidAbout',
  },
  {
    name: 'Topic',
    sentence:
      'What statements are about, in a tree: whoever asks for a topic gets the narrower ones with it.',
    link: 'The war in Ukraine',
    opens: 'TopicPage',
  },
];

const QUESTIONS: readonly { link: string; opens: ExampleName }[] = [
  { link: 'When did the United States and China meet?', opens: 'Between' },
  { link: 'Which meetings were the latest?', opens: 'Latest' },
  { link: 'Who was at a summit, and what was held within it?', opens: 'Summit' },
  { link: 'Whose name begins with 王?', opens: 'TypeAhead' },
];

interface Props {
  /** Opens a question in a tab; without it the links lead to the question's own address. */
  onOpen?: (question: Question) => void;
  /** Copies the open question. */
  onCopy?: (form: Form) => void;
}

/** The data in one minute. */
export function StartPanel({ onOpen, onCopy }: Props) {
  return (
    <section className="start" aria-labelledby="start-title">
      <h2 id="start-title">Start here</h2>
      <p className="start-lead">
        <b>Participants</b> come to a <b>Meeting</b> and make <b>Statements</b> about <b>Topics</b>, and a{' '}
        <b>Readout</b>, one side’s own account, says so. Two sides’ readouts are never merged.
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
        GET or POST, from any site, without a key:{' '}
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
        <legend>Copy the open query as a call:</legend>
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
        <kbd>Ctrl</kbd> <kbd>Enter</kbd> asks, <kbd>Ctrl</kbd> <kbd>Space</kbd> suggests, <kbd>Enter</kbd>{' '}
        goes into an editor and <kbd>Esc</kbd> out of it.
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
        // With a key held the person wants the link itself: another window, a download.
        if (!onOpen || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        onOpen(question);
      }}
    >
      {children}
    </a>
  );
}
