import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { map, type Observable } from 'rxjs';
import { isErased, type Form, type Personal } from '../../domain';
import { etagOf, names, parseEntityTags } from './entity-tags';

interface Versioned {
  readonly revision: number;
  readonly position: string;
  readonly form?: Personal<Form>;
}

interface Request {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

interface Reply {
  header(name: string, value: string): unknown;
  status(code: number): unknown;
}

/** Says with every answer about a dossier which version it is (`ETag`) and where in the log that is so; 304 to who has it already. */
@Injectable()
export class VersionHeaders implements NestInterceptor<Versioned, Versioned | undefined> {
  intercept(context: ExecutionContext, next: CallHandler<Versioned>): Observable<Versioned | undefined> {
    const http = context.switchToHttp();
    const { method, headers } = http.getRequest<Request>();
    const field = method === 'POST' ? undefined : headers['if-none-match'];
    const known = field === undefined ? [] : parseEntityTags(String(field), 'weak');
    return next.handle().pipe(
      map((answer) => {
        const reply = http.getResponse<Reply>();
        reply.header('ETag', etagOf(answer.revision));
        reply.header('Lienthong-Position', answer.position);
        // Erasing is no new revision: what was erased must not be shown on from a client's own copy.
        if (!names(known, answer.revision) || (answer.form !== undefined && isErased(answer.form))) return answer;
        reply.status(304);
        return undefined;
      }),
    );
  }
}
