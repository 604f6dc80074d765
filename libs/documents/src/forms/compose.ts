import type { FormData } from '../form-data';
import { apology } from './apology';
import type { Composition } from './composition';
import { controlSheet } from './control-sheet';
import { receipt } from './receipt';
import { refusal } from './refusal';
import { register } from './register';
import { stopNotice } from './stop-notice';
import { supplementRequest } from './supplement-request';

/** What stands on a form. Pure: the same data give the same composition. */
export function compose(form: FormData): Composition {
  switch (form.form) {
    case '01':
      return receipt(form);
    case '02':
      return supplementRequest(form);
    case '03':
      return refusal(form);
    case '04':
      return apology(form);
    case '05':
      return stopNotice(form);
    case '06':
      return controlSheet(form);
    case '07':
      return register(form);
  }
}
