// Runs in CloudFront before a request goes to the API: what the client wrote into this header is lost.
function handler(event) {
  var request = event.request;
  request.headers[HEADER] = { value: event.viewer.ip };
  return request;
}
