/** Work that only one page, or the service worker, does at a time, where the browser has locks and lends one. */

/** Do it under the lock of that name; without one where there is none to be had. */
export async function alone<Answer>(name: string, work: () => Promise<Answer>): Promise<Answer> {
  let begun = false;
  try {
    const answer = await navigator.locks.request(name, () => ((begun = true), work()));
    return answer as Answer;
  } catch (failure) {
    if (begun) throw failure;
    return work();
  }
}
