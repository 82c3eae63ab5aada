import { copyAs, FORM_NAMES, type Form } from './copy-as.ts';
import { ENDPOINT } from './endpoint.ts';
import { copy, say } from './notice.ts';
import { useOpenQuestion } from './open-question.ts';

/** Copies the open question as a call. */
export function useCopy(): (form: Form) => void {
  const openQuestion = useOpenQuestion();
  return (form) => {
    try {
      const text = copyAs(form, openQuestion(), ENDPOINT);
      void copy(text, `Copied as ${FORM_NAMES[form]}`, 'The browser does not let this page copy');
    } catch {
      say('The variables are not a JSON object');
    }
  };
}
