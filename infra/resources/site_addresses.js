// Runs in CloudFront before the cache is asked. FILES, KEPT_FOR_GOOD and MISSING are written above it (site_functions.py).
// What is not there must be answered here: an error page of the distribution would also replace the API's own 404.
function handler(event) {
  var request = event.request;
  var file = FILES[request.uri];
  if (file) {
    request.uri = '/' + file;
    return request;
  }
  if (KEPT_FOR_GOOD.some(function (folder) { return request.uri.startsWith(folder); })) return request;
  return {
    statusCode: 404,
    statusDescription: 'Not Found',
    headers: MISSING.headers,
    body: { encoding: 'text', data: request.uri.startsWith('/en/') ? MISSING.en : MISSING.id },
  };
}
