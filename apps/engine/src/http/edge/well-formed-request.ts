import { Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import type { FastifyRequest } from 'fastify';
import { RequestInvalid } from '../request-invalid';

/** The client takes none of the forms in which we answer. */
export class NotAcceptable extends Error {
  readonly code = 'not-acceptable';
}

const ALSO_ANSWERS_IN = 'lienthong:also-answers-in';

/** A form in which a route answers besides JSON. */
export const AlsoAnswers = (form: string): MethodDecorator => SetMetadata(ALSO_ANSWERS_IN, [form]);

const FILE = 'lienthong:file';

/** A route that answers with a file: its form is the file's own, whatever the client would rather have (RFC 9110, section 12.5.1). */
export const AnswersFile = () => SetMetadata(FILE, true);

/** Refuses what no route would look at: parameters where none are taken, and answers wanted in a form that there is not. */
@Injectable()
export class WellFormedRequest implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { query, headers } = context.switchToHttp().getRequest<FastifyRequest>();
    // Where a route takes parameters, its DTO says which; but it never sees the names of the language.
    const taken = takesQuery(context);
    refuseParameters(Object.keys(query as object).filter((name) => !taken || name in Object.prototype));
    if (!answersFile(context) && !takesOneOf(formsOf(context), headers.accept)) throw new NotAcceptable();
    return true;
  }
}

const answersFile = (context: ExecutionContext): boolean => Reflect.getMetadata(FILE, context.getHandler()) === true;

function takesQuery(context: ExecutionContext): boolean {
  const parameters: unknown = Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name);
  return Object.keys(parameters ?? {}).some((key) => key.startsWith(`${RouteParamtypes.QUERY}:`));
}

function refuseParameters(names: readonly string[]): void {
  if (names.length === 0) return;
  const message = { vi: 'Địa chỉ này không nhận tham số như vậy.', en: 'This address takes no such parameter.' };
  throw new RequestInvalid(names.map((name) => ({ field: `/${name}`, rule: 'whitelistValidation', message })));
}

const OUR_FORMS = ['*/*', 'application/*', 'application/json', 'application/problem+json'];

const formsOf = (context: ExecutionContext): readonly string[] => {
  const more: unknown = Reflect.getMetadata(ALSO_ANSWERS_IN, context.getHandler());
  return Array.isArray(more) ? [...OUR_FORMS, ...(more as string[])] : OUR_FORMS;
};

/** `Accept` (RFC 9110, section 12.5.1), as far as it can rule us out. */
function takesOneOf(forms: readonly string[], accept: string | undefined): boolean {
  if (accept === undefined || accept.trim() === '') return true;
  return accept.split(',').some((range) => {
    const [form = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    return forms.includes(form) && !parameters.some((parameter) => /^q=0(\.0{0,3})?$/.test(parameter));
  });
}
