// The process of client-accident.test.ts: it throws what it is told to, where nobody catches.
import { openDatabase } from '#db/client.server.ts';

openDatabase('postgres://nobody:nothing@127.0.0.1:9/nowhere');

function nullSocket(frame: string): TypeError {
  const error = new TypeError("Cannot read properties of null (reading 'write')");
  error.stack = `${error.name}: ${error.message}\n    at ${frame}\n    at process.processImmediate (node:internal/timers:483:21)`;
  return error;
}

const driver = 'Immediate.nextWrite (file:///app/node_modules/postgres/src/connection.js:255:22)';
const throwing: Record<string, () => void> = {
  'the driver': () => {
    throw nullSocket(driver);
  },
  'the driver in a promise': () => {
    Promise.reject(nullSocket(driver));
  },
  'our code': () => {
    throw nullSocket('ring (file:///app/build/server/index.js:10:3)');
  },
  'our code in a promise': () => {
    Promise.reject(nullSocket('ring (file:///app/build/server/index.js:10:3)'));
  },
  'another error of the driver': () => {
    const error = nullSocket(driver);
    error.message = 'The "string" argument must be of type string';
    throw error;
  },
};

setImmediate(throwing[process.argv[2] ?? ''] ?? (() => process.exit(9)));
setTimeout(() => process.exit(0), 100);
