import { copyAs, FORM_NAMES, type Form } from './copy-as.ts';
import { ENDPOINT } from './endpoint.ts';
import { copy, say } from './notice.ts';
import { useOpenQuestion } from './use-question.ts';

/** Copies the open query as code. */
export function useCopy(): (form: Form) => void {
  const openQuestion = useOpenQuestion();
  return (form) => {
    try {
      const text = copyAs(form, openQuestion(), ENDPOINT);
      void copy(text, `Copied as ${FORM_NAMES[form]}`, 'The browser does not allow this page to copy');
    } catch {
      say('The variables are not a JSON object');
    }
  };
}
