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
  // Somebody wrote a page's address a little otherwise, as infra/site_addresses.py reads it.
  var plain = request.uri.toLowerCase().replace(/\/+$/, '').replace(/\.html$/, '').replace(/index$/, '').replace(/\/+$/, '');
  var meant = [plain, plain + '/'].find(function (one) {
    return FILES[one] && FILES[one].endsWith('.html') && !one.endsWith('/404') && one !== request.uri;
  });
  if (meant) {
    return { statusCode: 301, statusDescription: 'Moved Permanently', headers: moved(meant, request.querystring) };
  }
  return {
    statusCode: 404,
    statusDescription: 'Not Found',
    headers: MISSING.headers,
    body: { encoding: 'text', data: request.uri.startsWith('/en/') ? MISSING.en : MISSING.id },
  };
}

// What stood behind the question mark goes along.
function moved(address, asked) {
  var parts = Object.keys(asked || {}).map(function (name) { return name + '=' + asked[name].value; });
  return {
    location: { value: address + (parts.length ? '?' + parts.join('&') : '') },
    'cache-control': { value: 'no-cache' },
  };
}
