import type { ReadModels } from '@lienthong/read-models';

/** Waits until the tables show all that stands in the log. */
export async function followed(models: ReadModels): Promise<void> {
  const { logEnd } = await models.state();
  if (logEnd === undefined) return;
  for (;;) {
    const next = new Promise<void>((resolve) => {
      const end = models.onCommit(() => {
        end();
        resolve();
      });
    });
    const { lag } = await models.state();
    if (lag === 0) return;
    await next;
  }
}
